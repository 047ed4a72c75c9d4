package dev.podd.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineModelTest {
    private static final Set<String> ALL = Set.of("grep", "glob", "read");
    private static final String HOW = " For answers that think, name a model under `[provider]` in a manifest, or set"
            + " the key variable of a provider.";

    @TempDir
    Path temp;

    @Test
    void aWordWithoutEndIsLookedForLikeAnyOther() throws Exception {
        file("a.txt", "nothing of it\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask("x".repeat(200_000))).startsWith("*Offline: no language model answered.* ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is this project?", "What does this code do?", "Tell me about the repository"})
    void aQuestionAboutTheWholeProjectIsAnsweredFromItsReadme(String question) throws Exception {
        file("lib/README.md", "# A part\n");
        file("README.md", "# Rain gauge\n\nIt measures rain.\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask(question))
                    .isEqualTo("*Offline: no language model answered.* This is what `README.md` says first:"
                            + "\n\n`README.md:1`\n```markdown\n# Rain gauge\n\nIt measures rain.\n```\n\n"
                            + HOW.strip());
        }
    }

    @Test
    void aProjectWithoutAReadmeSaysNothingOfItself() throws Exception {
        file("a.txt", "nothing of it\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask("What is this project?")).contains("there is nothing in the message to search for");
        }
    }

    @Test
    void anAnswerSaysThatNoModelWroteItAndQuotesWhatFitsBest() throws Exception {
        file("src/Cache.java", """
                package a;

                import b.Eviction;

                /** Keeps pages, evicts the oldest. */
                class Cache {
                    void evict() {
                    }
                }
                """);
        file("src/Other.java", "class Other {\n    // nothing about it\n}\n");
        file("docs/cache.md", "# Cache\n\nWhen the cache is full, the oldest page is evicted.\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask("When does the cache evict a page?")).isEqualTo(
                    """
                    *Offline: no language model answered.* Podd looked for `cache`, `evict`, `page` in 3 files; these passages fit best:

                    `docs/cache.md:1`
                    ```markdown
                    # Cache

                    When the cache is full, the oldest page is evicted.
                    ```

                    `src/Cache.java:5`
                    ```java
                    /** Keeps pages, evicts the oldest. */
                    class Cache {
                        void evict() {
                        }
                    }
                    ```

                    For answers that think, name a model under `[provider]` in a manifest, or set the key variable of a provider.""");
            assertThat(turn.calls).containsExactly(
                    "grep {\"pattern\":\"cache\",\"output\":\"count\",\"ignore_case\":true}",
                    "grep {\"pattern\":\"evict\",\"output\":\"count\",\"ignore_case\":true}",
                    "grep {\"pattern\":\"page\",\"output\":\"count\",\"ignore_case\":true}",
                    "glob {\"pattern\":\"*{cache,Cache,evict,Evict,page,Page}*\"}",
                    "grep {\"pattern\":\"cache|evict|page\",\"path\":\"docs/cache.md\",\"ignore_case\":true,\"context\":3}",
                    "grep {\"pattern\":\"cache|evict|page\",\"path\":\"src/Cache.java\",\"ignore_case\":true,\"context\":3}",
                    "read {\"path\":\"docs/cache.md\",\"offset\":1,\"limit\":22}",
                    "read {\"path\":\"src/Cache.java\",\"offset\":2,\"limit\":22}");
        }
    }

    /** The question that the README asks: what is quoted must stand there, and be about it. */
    @Test
    void itAnswersAQuestionAboutThisRepository() throws Exception {
        Path repository = Path.of("..").toRealPath();
        try (OfflineTurn turn = new OfflineTurn(repository, temp.resolve("outputs"), ALL)) {
            String answer = turn.ask("How does podd find the manifest of a Pod?");

            Matcher quote = Pattern.compile("\n`([^`\n]+):(\\d+)`\n`+[a-z]*\n([^\n]*)\n").matcher(answer);
            int quotes = 0;
            while (quote.find()) {
                List<String> lines = Files.readAllLines(repository.resolve(quote.group(1)));
                assertThat(lines.get(Integer.parseInt(quote.group(2)) - 1)).isEqualTo(quote.group(3));
                quotes++;
            }
            assertThat(quotes).isBetween(3, 5);
            assertThat(answer).contains("manifest/ManifestFiles.java");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Was ist der Quaxelfrosch?", "クアクセル", "`no.such.Name`"})
    void whenNothingIsFoundItSaysWhatItLookedFor(String question) throws Exception {
        file("a.txt", "nothing of the kind\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask(question)).startsWith("*Offline: no language model answered.* Podd looked for `")
                    .contains(" in 1 file and found none of it.").endsWith(HOW);
        }
    }

    @Test
    void aQuestionWithNothingToLookForIsAnsweredAtOnce() throws Exception {
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask("Hi, can you help me?")).contains("there is nothing in the message to search for");
            assertThat(turn.calls).isEmpty();
        }
    }

    @Test
    void aShortQuestionIsUnderstoodFromTheOneBefore() throws Exception {
        file("a.txt", "the frobnicator turns widgets\n");
        try (OfflineTurn turn = turn(ALL)) {
            turn.ask("What does the frobnicator turn?");
            assertThat(turn.ask("And the widgets?")).contains("`widgets`, `frobnicator`").contains("`a.txt:1`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaultKeymap", "HashChain", "`TODO`", "key map"})
    void aBareNameIsAQuestion(String name) throws Exception {
        file("src/keys.go",
                "// TODO: the HashChain of each key map\nfunc (t *Terminal) defaultKeymap() map[int]string {\n}\n");
        try (OfflineTurn turn = turn(ALL)) {
            assertThat(turn.ask(name)).contains("these passages fit best", "`src/keys.go:1`");
        }
    }

    @Test
    void itMakesDoWithGrepAlone() throws Exception {
        file("a.txt", "one\nthe frobnicator\nthree\n");
        try (OfflineTurn turn = turn(Set.of("grep"))) {
            assertThat(turn.ask("frobnicator?")).contains("`a.txt:2`\n```txt\nthe frobnicator\n");
        }
        try (OfflineTurn turn = turn(Set.of("read"))) {
            assertThat(turn.ask("frobnicator?")).contains("does not have");
        }
    }

    @Test
    void aSearchThatWasDeniedIsSaid() throws Exception {
        List<Item> history = List.of(Item.Message.text("1", Role.USER, "frobnicator?"),
                new Item.ToolCall("2", "c", "grep", "{\"pattern\":\"frobnicator\",\"output\":\"count\"}"),
                new Item.ToolResult("3", "c", ToolOutcome.DENIED, "Denied by the person", null));
        try (OfflineTurn turn = turn(ALL)) {
            turn.history.addAll(history);
            assertThat(turn.answer()).isEqualTo("*Offline: no language model answered.* The search was not done:"
                    + " Denied by the person." + HOW);
        }
    }

    @Test
    void aRequestWithoutToolsIsAnsweredWithLinesOfTheConversation() throws Exception {
        String conversation = """
                [User] Mend the parser.

                [Assistant] I look at it.

                [ToolCall] read(src/Parser.java)

                [ToolResult] src/Parser.java: 40 lines

                [ToolCall] edit(src/Parser.java)

                [Assistant] The IllegalStateException came from an empty line; we skip it instead.
                """;
        try (OfflineTurn turn = turn(Set.of())) {
            assertThat(turn.ask(conversation)).isEqualTo("""
                    (Offline: no language model; lines of the conversation, picked by rules.)

                    ## Original Task
                    - [User] Mend the parser.

                    ## Completed Work
                    - [ToolCall] edit(src/Parser.java)

                    ## Key Discoveries
                    - [ToolCall] read(src/Parser.java)
                    - [ToolResult] src/Parser.java: 40 lines
                    - [ToolCall] edit(src/Parser.java)
                    - [Assistant] The IllegalStateException came from an empty line; we skip it instead.

                    ## Decisions
                    - [Assistant] The IllegalStateException came from an empty line; we skip it instead.

                    ## Current State
                    - [Assistant] The IllegalStateException came from an empty line; we skip it instead.
                    - [Assistant] I look at it.
                    """);
        }
    }

    @Test
    void aLineOfAPastedFileTakesNoLongerThanItIsLong() throws Exception {
        try (OfflineTurn turn = turn(Set.of())) {
            assertThat(turn.ask("[User] Read this.\n\n" + "0123456789abcdef".repeat(60_000)))
                    .contains("## Key Discoveries\n- (nothing)\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^',
            value = {"How does podd find the manifest of a Pod?|podd,find,manifest,Pod",
                "What is ToolBox.find for?|ToolBox.find", "explain `max requests` please|max requests",
                "Wo werden die Sitzungen gespeichert?|Sitzungen,gespeichert",
                "pod/open and maxTokens|pod/open,maxTokens",
                "Où sont les fichiers?|fichiers", "???|^^"})
    void theTermsOfAQuestionAreItsNamesAndItsUncommonWords(String question, String terms) {
        assertThat(String.join(",", SearchQuestion.of(question).terms().stream().map(Term::text).toList()))
                .isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^',
            value = {"stopping|cancel the turn|true", "files|one file|true", "pod|PodFactory|true",
                "pod|podd|false", "pod|openPod()|true", "log|catalog|false", "class|classes|true",
                "retries|retry|true"})
    void aWordIsFoundInTheFormsThatItTakes(String word, String text, boolean isFound) {
        assertThat(Term.word(word).regex().matcher(text).find()).isEqualTo(isFound);
    }

    @Test
    void theStreamIsThatOfAModel() throws Exception {
        List<ModelEvent> events = new ArrayList<>();
        ModelRequest request = new ModelRequest(null, List.of(Item.Message.text("1", Role.USER, "Hi")), List.of(),
                RequestSettings.DEFAULT);

        new OfflineModel().stream(request, events::add);

        assertThat(events.getFirst()).isEqualTo(new ModelEvent.Started());
        assertThat(events.getLast()).isEqualTo(new ModelEvent.Finished(StopReason.END_TURN));
        assertThat(events.get(events.size() - 2)).isInstanceOfSatisfying(ModelEvent.Tokens.class,
                tokens -> assertThat(tokens.counts()).isNotEqualTo(TokenCounts.NONE));
        assertThat(events.stream().filter(ModelEvent.TextDelta.class::isInstance).count()).isGreaterThan(3);
        List<ModelEvent> again = new ArrayList<>();
        new OfflineModel().stream(request, again::add);
        assertThat(again).isEqualTo(events);
    }

    @Test
    void anInterruptEndsTheStream() {
        ModelRequest request = new ModelRequest(null, List.of(), List.of(), RequestSettings.DEFAULT);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new OfflineModel().stream(request, event -> {}))
                .isInstanceOf(InterruptedException.class);
    }

    private OfflineTurn turn(Set<String> tools) throws IOException {
        return new OfflineTurn(Files.createDirectories(temp.toRealPath().resolve("work")), temp.resolve("outputs"),
                tools);
    }

    private void file(String name, String content) throws IOException {
        Path file = temp.toRealPath().resolve("work").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
