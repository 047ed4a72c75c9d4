package dev.podd.change;

import dev.podd.log.Entry.PendingChanges.News;
import dev.podd.log.Hunk;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model of a session is told of one file, and then has heard. Immutable.
 *
 * @param news  what became of hunks that are gone
 * @param hunks that the person has typed in
 * @param texts what stood in them then
 */
record HeardNews(List<News> news, List<Hunk> hunks, List<List<String>> texts) {
    HeardNews {
        news = List.copyOf(news);
        hunks = List.copyOf(hunks);
        texts = List.copyOf(texts);
    }

    /** All that the model has not heard. */
    static HeardNews of(PendingFile.State state, String session) {
        List<Hunk> mended = state.text().hunks().stream()
                .filter(hunk -> hunk.session().equals(session) && hunk.mended() && !hunk.told()).toList();
        return new HeardNews(state.news().stream().filter(news -> news.session().equals(session)).toList(), mended,
                mended.stream().map(hunk -> List.copyOf(state.text().text(hunk))).toList());
    }

    boolean isNone() {
        return news.isEmpty() && hunks.isEmpty();
    }

    /** @param state of which they are */
    List<String> lines(PendingFile.State state) {
        List<String> lines = new ArrayList<>(news.stream().map(News::text).toList());
        hunks.forEach(hunk -> lines.add(Tidings.mended(hunk, state.text())));
        return lines;
    }

    /** A state after the model has heard these; what has come since is news still. */
    PendingFile.State heardIn(PendingFile.State state) {
        List<News> left = new ArrayList<>(state.news());
        news.forEach(left::remove);
        return new PendingFile.State(state.session(), state.isNew(), state.text().with(state.text().hunks().stream()
                .map(hunk -> isHeard(hunk, state.text()) ? hunk.toldToModel() : hunk).toList()), left);
    }

    private boolean isHeard(Hunk hunk, PendingText text) {
        for (int i = 0; i < hunks.size(); i++) {
            if (hunks.get(i).hunk().equals(hunk.hunk()) && texts.get(i).equals(text.text(hunk))) {
                return true;
            }
        }
        return false;
    }
}
