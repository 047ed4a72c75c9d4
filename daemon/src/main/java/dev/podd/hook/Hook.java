package dev.podd.hook;

/** A look at one point of a turn. Each point is an interface of its own; all see read-only views and answer a decision. */
public sealed interface Hook {
    /** A name for messages about it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** After the person's input is recorded, before the model sees it. */
    non-sealed interface OnPromptSubmit extends Hook {
        PromptDecision onPromptSubmit(PromptView view) throws InterruptedException;
    }

    /** Before each request to the model. */
    non-sealed interface PreRequest extends Hook {
        RequestDecision preRequest(RequestView view) throws InterruptedException;
    }

    /** Before each tool call, in the order of the calls. */
    non-sealed interface PreToolCall extends Hook {
        CallDecision preToolCall(CallView view) throws InterruptedException;
    }

    /** After each tool call, in the order of the calls. */
    non-sealed interface PostToolCall extends Hook {
        ResultDecision postToolCall(ResultView view) throws InterruptedException;
    }

    /** When the model wants no more tools. */
    non-sealed interface OnTurnEnd extends Hook {
        TurnEndDecision onTurnEnd(TurnEndView view) throws InterruptedException;
    }

    /** After a cancel, an abort or an error; all of them run, always. */
    non-sealed interface OnAbort extends Hook {
        void onAbort(AbortView view);
    }
}
