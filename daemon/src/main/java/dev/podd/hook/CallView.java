package dev.podd.hook;

import java.util.List;

/** A tool call: its JSON arguments as the model wrote them, and the paths or the command it is about. */
public record CallView(String session, String call, String tool, String arguments, String title,
        List<String> subjects) {}
