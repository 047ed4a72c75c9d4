package dev.podd.lsp.plain;

import dev.podd.pod.ModelName;
import java.util.List;
import java.util.stream.Collectors;

/** The models that there are to choose from, and the one that a person means. */
record ModelOffers(List<ModelOffer> all) {
    private static final int MOST_LIKE = 5;

    ModelOffers {
        all = List.copyOf(all);
    }

    /**
     * The model that a person names: with its provider, or by its id alone where one provider has it. One that Podd does not
     * know counts where its provider is one that Podd speaks to.
     *
     * @throws ChatRefusal there is none, or its key is not set; the message says which there are
     */
    ModelName named(String said) {
        List<ModelOffer> exact = all.stream().filter(each -> each.name().equals(said)).toList();
        List<ModelOffer> found = exact.isEmpty() ? all.stream().filter(each -> id(each).equals(said)).toList() : exact;
        if (found.size() == 1) {
            return available(found.getFirst());
        }
        return ModelName.of(said).filter(ModelName::isSpoken).orElseThrow(() -> new ChatRefusal(
                found.isEmpty() ? "no model is called " + said + like(said)
                        : said + " is offered by several providers: " + names(found)));
    }

    private static ModelName available(ModelOffer offer) {
        ModelName name = ModelName.of(offer.name()).orElseThrow();
        if (!offer.isAvailable()) {
            throw new ChatRefusal("the key of " + name.provider() + " is not set, so " + name
                    + " cannot answer; podd key set " + name.provider() + " stores one");
        }
        return name;
    }

    private String like(String said) {
        List<ModelOffer> like = all.stream().filter(each -> each.name().contains(said)).limit(MOST_LIKE).toList();
        return like.isEmpty() ? "; /model alone lists them, and PROVIDER/ID names one that is not listed"
                : (like.size() == 1 ? "; there is " : "; there are ") + names(like);
    }

    private static String id(ModelOffer offer) {
        return offer.name().substring(offer.name().indexOf('/') + 1);
    }

    private static String names(List<ModelOffer> offers) {
        return offers.stream().map(ModelOffer::name).collect(Collectors.joining(", "));
    }

    /** As Markdown: a line each of those that can answer, and how many cannot. */
    String listed() {
        String lines = all.stream().filter(ModelOffer::isAvailable)
                .map(each -> "- " + each.name() + (each.detail().isEmpty() ? "" : " · " + each.detail()))
                .collect(Collectors.joining("\n"));
        List<ModelOffer> others = all.stream().filter(each -> !each.isAvailable()).toList();
        String rest = others.isEmpty() ? "" : (lines.isEmpty() ? "" : "\n\n") + "*"
                + (others.size() == 1 ? "The key of " + names(others) + " is" : "The keys of " + others.size()
                        + " more are")
                + " not set.*";
        return lines + rest;
    }
}
