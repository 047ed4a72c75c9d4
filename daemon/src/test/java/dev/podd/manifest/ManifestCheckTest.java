package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ManifestCheckTest {
    private static void check(String text, String... problems) {
        List<String> found = ManifestCheck.check(text, null).stream().map(ManifestProblem::toString).toList();
        assertThat(found).containsExactly(problems);
    }

    @Test
    void fiveDifferentMistakesAreAllReportedWithTheirPlaces() {
        check("""
                [pod]
                nmae = "x"
                [provider]
                kind = "antropic"
                timeouts = { connect = "fast" }
                [worker]
                max_tokens = = 3
                temperature = 3
                é = 1
                [[scope.allow]]
                target = "src"
                """,
                "manifest:2:1: warning: pod: unknown key \"nmae\"; the nearest known one is \"name\"",
                "manifest:4:8: error: provider.kind: expected one of anthropic, openai, openai-compatible, gemini, ollama, "
                        + "editor, offline; found text \"antropic\"; the nearest is \"anthropic\"",
                "manifest:5:24: error: provider.timeouts.connect: expected a number of seconds, more than 0 and at most "
                        + "86400; found text \"fast\"",
                "manifest:7:14: error: Unexpected '=', expected ', \", ''', \"\"\", a number, a boolean, a date/time, an array, "
                        + "or a table",
                "manifest:8:15: error: worker.temperature: expected a number, at least 0 and at most 2; found the number 3",
                "manifest:9:1: error: Unexpected '\\u00e9', expected a newline or end-of-input",
                "manifest:10:1: error: scope.allow: permission is missing; expected one of read, write");
    }

    private static final String NAMES = "cwd, date, datetime, editor, files.agentsMd, files.agents_md, model, now, os, "
            + "scope.readable, scope.summary, scope.writable, time, tools";

    @Test
    void aTemplatesMistakesStandWhereTheyAreWritten() {
        check("""
                [worker]
                system_prompt = \"""
                You work in ${cwd}.
                @if(nothing)x@endif \\u00e9 ${os.name} \\
                    ${cwd.toString()}
                \"""
                """,
                "manifest:4:5: error: worker.system_prompt: unknown name nothing; the nearest known one is now (known are "
                        + NAMES + ")",
                "manifest:4:30: error: worker.system_prompt: unknown name os.name; the nearest known one is os (known are "
                        + NAMES + ")",
                "manifest:5:7: error: worker.system_prompt: a template calls nothing: cwd.toString(…) is not allowed");
        check("[worker]\nsystem_prompt = '''\r\n${x.y()}'''",
                "manifest:3:3: error: worker.system_prompt: a template calls nothing: x.y(…) is not allowed");
        check("[worker]\nsystem_prompt = \"\\t\\U0001F600 {{ cwd }}\"",
                "manifest:2:31: error: worker.system_prompt: {{ … }} is another template language; a value is written "
                        + "${…} here (for the text itself, \\{{)");
    }

    @Test
    void kindsThatThisVersionDoesNotHaveAreNamed() {
        for (String kind : List.of("gemini", "ollama")) {
            check("[provider]\nkind = \"" + kind + "\"",
                    "manifest:2:8: error: provider.kind: this version of Podd does not "
                            + "have " + kind + " yet; it has anthropic, openai, openai-compatible, editor, offline"
                            + (kind.equals("ollama")
                                    ? "; Ollama speaks openai-compatible too, with base_url "
                                            + "\"http://127.0.0.1:11434/v1\""
                                    : ""));
        }
    }

    @Test
    void theEditorsModelNeedsNothingAndHasNoUseForTheWayToAServer() {
        check("[provider]\nkind = \"editor\"\nmodel = \"acme/small\"\ncontext_window = 64000");
        check("[provider]\nkind = \"editor\"\nbase_url = \"http://127.0.0.1:1/v1\"\napi_key_env = \"A_KEY\"",
                "manifest:3:12: warning: provider.base_url: has no effect, since the editor asks its own language model",
                "manifest:4:15: warning: provider.api_key_env: has no effect, since the editor asks its own language "
                        + "model");
    }

    @Test
    void whatDoesNotGoTogetherIsToldAtItsPlace() {
        check("""
                [provider]
                kind = "openai-compatible"
                [worker]
                append = false
                max_turns = 3
                max_requests = 4
                system_prompt = "a"
                system_prompt_file = "b"
                [mcp.both]
                command = "x"
                url = "http://localhost:1"
                [mcp.none]
                args = []
                [compaction]
                threshold = 10
                request_threshold = 5
                retained_turns = 0
                """,
                "manifest:2:8: error: provider.base_url is missing; openai-compatible needs it",
                "manifest:2:8: error: provider.model is missing; openai-compatible needs it",
                "manifest:4:10: warning: worker.append: the model learns of its scope and of AGENTS.md only if the "
                        + "template says it",
                "manifest:6:1: error: worker.max_requests: says the same as max_turns; give one of them, not both",
                "manifest:8:1: error: worker.system_prompt_file: says the same as system_prompt; give one of them, not "
                        + "both",
                "manifest:11:1: error: mcp.both.url: says the same as command; give one of them, not both",
                "manifest:12:1: error: mcp.none: command or url is missing; expected an http or https URL",
                "manifest:16:21: warning: compaction.request_threshold: 5 is below threshold, 10; turns will wait for "
                        + "summaries that could have been made between them",
                "manifest:17:18: error: compaction.retained_turns: expected a whole number, at least 1 and at most "
                        + "1000000; found the number 0");
    }

    @Test
    void wrongTypesAreNamedWithWhatIsAllowed() {
        check("""
                compaction = true
                permissions = { tool = "x" }
                [pod]
                name = ["a"]
                [provider]
                base_url = "ftp://x"
                [worker]
                stop = "x"
                continue_truncated = "yes"
                max_requests = true
                [tools]
                enabled = [1, "read"]
                [hooks]
                on_turn_ends = []
                [worker.tool_output]
                per_tool = { read = -1 }
                """,
                "manifest:1:14: error: compaction: expected a table or false; found true",
                "manifest:2:15: error: permissions: expected a list of tables; found a table",
                "manifest:4:8: error: pod.name: expected text; found a list",
                "manifest:6:12: error: provider.base_url: expected an http or https URL; found text \"ftp://x\"",
                "manifest:8:8: error: worker.stop: expected a list; found text \"x\"",
                "manifest:9:22: error: worker.continue_truncated: expected true or false; found text \"yes\"",
                "manifest:10:16: error: worker.max_requests: expected a whole number, at least 1, or false; found true",
                "manifest:12:12: error: tools.enabled[0]: expected a glob such as read, mcp.* or {edit,write}; found the number 1",
                "manifest:14:1: warning: hooks: unknown key \"on_turn_ends\"; the nearest known one is \"on_turn_end\"",
                "manifest:16:21: error: worker.tool_output.per_tool.read: expected a whole number, at least 0; found the "
                        + "number -1");
    }

    private static final String TOOLS = "(there are read, write, edit, glob, grep, list, todo, ask, shell, fetch, "
            + "diagnostics, definition, references, symbols, hover, rename)";

    @Test
    void namesOfToolsThatThereAreNotHaveNoEffectWhichIsTold() {
        check("""
                [tools]
                enabled = ["bash"]
                disabled = ["raed"]
                [[permissions]]
                tool = "shel"
                action = "allow"
                [[permissions]]
                tool = "*"
                action = "ask"
                [[hooks.pre_tool_call]]
                command = "true"
                tools = ["writ"]
                [worker.tool_output]
                per_tool = { gerp = 10 }
                """,
                "manifest:2:11: warning: tools: no tool is left, so that the model can only talk",
                "manifest:2:12: warning: tools.enabled: there is no tool \"bash\"; the nearest is \"shell\" " + TOOLS,
                "manifest:3:13: warning: tools.disabled: there is no tool \"raed\"; the nearest is \"read\" " + TOOLS,
                "manifest:5:8: warning: permissions.tool: \"shel\" matches no tool; the nearest is \"shell\" " + TOOLS,
                "manifest:12:10: warning: hooks.pre_tool_call.tools: \"writ\" matches no tool; the nearest is \"write\" "
                        + TOOLS,
                "manifest:14:14: warning: worker.tool_output.per_tool: there is no tool \"gerp\"; the nearest is \"grep\" "
                        + TOOLS);
        check("[provider]\nkind = \"claude\"",
                "manifest:2:8: error: provider.kind: expected one of anthropic, openai, openai-compatible, gemini, ollama, "
                        + "editor, offline; found text \"claude\"; the nearest is \"anthropic\"");
    }

    @Test
    void whatMayBeAKeyIsNeverShown() {
        check("""
                [provider]
                api_key_env = "sk-proj-0123456789abcdefghij"
                headers = "X-Key: sk-0123456789"
                base_url = "http://127.0.0.1:99999/v1"
                """,
                "manifest:2:15: error: provider.api_key_env: expected the name of an environment variable, such as "
                        + "ANTHROPIC_API_KEY; found text that is not shown, since it may be a key",
                "manifest:3:11: error: provider.headers: expected a table; found text that is not shown, since it may be a "
                        + "key",
                "manifest:4:12: error: provider.base_url: expected an http or https URL; found text "
                        + "\"http://127.0.0.1:99999/v1\"");
        check("[provider]\napi_key_env = \"gsk_0123456789abcdefghijklmnopqrstuvwxyzABCD\"\nheaders = { X-Key = 7 }",
                "manifest:2:15: error: provider.api_key_env: expected the name of an environment variable, such as "
                        + "ANTHROPIC_API_KEY; found text that is not shown, since it may be a key",
                "manifest:3:21: error: provider.headers.X-Key: expected text; found a number");
        assertThat(ManifestCheck.check("[provider]\napi_key_env = sk-0123456789", null)).singleElement()
                .satisfies(problem -> assertThat(problem.message()).doesNotContain("0123"));
        check("[provider]\napi_key_env = \"my_key\"");
    }

    @Test
    void aHugeTextIsRefusedAtOnceAndOfManyProblemsSomeAreTold() {
        check("a = 1\n".repeat(100_000),
                "manifest:1:1: error: the text has 600000 characters; a manifest may have 262144");
        check("a = " + "[".repeat(200_000), "manifest:1:1: error: the text is nested too deeply");
        List<ManifestProblem> many = ManifestCheck.check(IntStream.range(0, 5_000).mapToObj(i -> "k" + i + " = 1\n")
                .collect(Collectors.joining()) + "[pod]\nname = 3", null);
        assertThat(many).hasSize(201).filteredOn(ManifestProblem::isError).hasSize(1);
        assertThat(many.getLast().message()).isEqualTo("and 4801 more problems, which are not listed");
    }

    @Test
    void anEmptyManifestIsAllRight() {
        check("");
        check("# only a comment\r\n[pod]\r\nname = 'x'\r\n");
    }
}
