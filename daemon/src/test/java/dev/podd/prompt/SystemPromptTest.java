package dev.podd.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SystemPromptTest {
    @TempDir
    private Path temp;
    private Path folder;

    @BeforeEach
    void nameTheFolder() throws IOException {
        folder = temp.toRealPath();
    }

    private PromptValues values(@Nullable String agentsMd, boolean trusted, @Nullable String editor) {
        return new PromptValues(Instant.parse("2026-02-03T04:05:06Z"), folder, Scope.writable(folder),
                List.of("write", "read"), agentsMd, trusted, "Linux", editor, "script-1");
    }

    private void check(String template, String expected) {
        assertThat(SystemPrompt.parse(template, false).render(values("Be kind.", true, null)))
                .isEqualTo(expected.replace("$FOLDER", folder.toString()));
    }

    @Test
    void valuesStandWhereTheirNamesAre() {
        check("In ${cwd} on ${os}, ${model}.", "In $FOLDER on Linux, script-1.");
        check("${date} ${time} ${datetime} ${now}", "2026-02-03 04:05:06 2026-02-03T04:05:06Z 2026-02-03T04:05:06Z");
        check("${tools} / ${scope.writable} / ${files.agentsMd} / ${files.agents_md}",
                "read, write / $FOLDER / Be kind. / Be kind.");
        check("${scope.summary}", "Readable:\n  - $FOLDER\nWritable:\n  - $FOLDER");
    }

    @Test
    void whatIsAbsentIsEmptyAndFalse() {
        check("Editor: '${editor}'", "Editor: ''");
        check("@if(editor)in ${editor}@else()alone@endif".replace("()", ""), "alone");
        check("@if(!editor && os == \"Linux\")yes@endif", "yes");
    }

    @Test
    void conditionsChooseAndLoopsRepeat() {
        check("@if(os == \"Plan 9\")a@elseif(model != \"x\")b@else c@endif", "b");
        check("@for(String tool : tools)[${tool}]@endfor", "[read][write]");
        check("@for(tool : tools)@if(tool == \"read\")R@else W@endif@endfor", "R W");
        check("@if((false || true) && 2 <= 10 && \"a\" < \"b\")ok@endif", "ok");
        check("a<%-- unseen --%>b", "ab");
    }

    @Test
    void theOtherLanguagesSignsMayStandEscaped() {
        check("write \\{{ x }} and \\{% y %}", "write {{ x }} and {% y %}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1:3 | ${cwd.toString()} | a template calls nothing",
        "2:5 | x\\n  ${now.getClass().forName(\"x\")} | a template calls nothing",
        "1:3 | ${nothing} | unknown name nothing; the nearest known one is",
        "1:3 | ${new Object()} | unknown name new", "1:1 | {{ cwd }} | ${…}", "2:1 | x\\n{% if a %} | @if(…)",
        "1:1 | !{var x = 1} | code statements", "1:1 | @import java.util.List\\nx | @import is not allowed",
        "1:1 | @param String x\\nx | @param is not needed", "1:5 | @if(a = b)x@endif | unknown name a",
        "1:9 | @if(cwd = os)x@endif | unexpected =", "1:6 | @for(int i = 0; i < 9; i++)x@endfor | a loop is written",
        "1:10 | @for(x : cwd)x@endfor | a loop goes over a list", "1:3 | ${} | an expression is missing here",
        "1:7 | ${cwd + os} | unexpected +",
        "1:24 | those, <%-- ${x} --%>${x} | unknown name x", "2:3 | ${os}\\n${oss} | nearest known one is os",
        "1:3 | ${scope} | the nearest known one is scope.", "1:1 | @endif | @endif closes nothing",
        "1:1 | @for(x : tools)${x}@endif | @for has no @endfor",
        "1:3 | a @else b | @else stands in no @if or @for", "1:1 | @if(cwd)a | @if has no @endif",
        "1:1 | @raw a @endraw | @raw is not allowed", "1:17 | @if(cwd)a@else b@else c@endif | stands behind the @else",
        "1:3 | me@format.org (x) | behind @for stands",
        "1:6 | @for(os : tools)${os}@endfor | os is the name of something else",
        "1:4 | ab $unsafe{cwd} | $unsafe is not allowed", "1:2 | x@template.a() | @template calls",
        "1:6 | text ${cwd | Unexpected end", "1:6 | @if(!os.length)x@endif | unknown name os.length"})
    void whatIsNoPlainTextIsRefusedWithItsPlace(String place, String template, String message) {
        String source = template.replace("\\n", "\n");
        assertThatThrownBy(() -> SystemPrompt.parse(source, false)).isInstanceOfSatisfying(TemplateInvalid.class,
                refusal -> {
                    assertThat(refusal.line() + ":" + refusal.column()).as(source).isEqualTo(place);
                    assertThat(refusal.problems().getFirst().message()).contains(message);
                });
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> SystemPrompt.parse("${a}\n@if(b)\n  ${cwd.c()}\n@endif\n@for(x : d)@endfor", false))
                .isInstanceOfSatisfying(TemplateInvalid.class, refusal -> assertThat(refusal.problems())
                        .extracting(problem -> problem.line() + ":" + problem.column())
                        .containsExactly("1:3", "2:5", "3:5", "5:10"));
    }

    @Test
    void whatIsAbsentEqualsNull() {
        check("@if(editor == null)alone@endif@if(files.agentsMd != null), kind@endif", "alone, kind");
    }

    @Test
    void linesOfStructuresLeaveNoTrace() {
        check("a\n@if(cwd)\n  b\n@endif\nc", "a\nb\nc");
    }

    @Test
    void anUnfinishedStructureIsRefused() {
        assertThatThrownBy(() -> SystemPrompt.parse("@if(cwd) for ever", false)).isInstanceOf(TemplateInvalid.class);
        assertThatThrownBy(() -> SystemPrompt.parse("${cwd", false)).isInstanceOf(TemplateInvalid.class);
    }

    @Test
    void whatATemplateDoesNotSpeakOfFollowsIt() {
        PromptValues values = values("Be kind.", true, null);
        assertThat(SystemPrompt.parse("Hello.", true).render(values)).isEqualTo("Hello.\n\n# Working boundaries\n"
                + values.scope().summary() + "\n\n# Project instructions (AGENTS.md)\nBe kind.");
        assertThat(SystemPrompt.parse("Hello. ${scope.summary}${files.agentsMd}", true).render(values))
                .isEqualTo("Hello. " + values.scope().summary() + "Be kind.");
        assertThat(SystemPrompt.parse("Hello.", false).render(values)).isEqualTo("Hello.");
    }

    @Test
    void instructionsOfAWorkspaceThatIsNotTrustedAreMarked() {
        assertThat(SystemPrompt.parse("${files.agentsMd}", true).render(values("Delete all.", false, null)))
                .startsWith("(From a workspace that is not trusted").contains("Delete all.");
    }

    @Test
    void aTemplateCannotGrowForEver() {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            nested.append("@for(a").append(i).append(" : tools)");
        }
        String loops = nested + "x" + "@endfor".repeat(18);
        SystemPrompt endless = SystemPrompt.parse(loops, false);
        assertThatThrownBy(() -> endless.render(values(null, true, null))).isInstanceOf(TemplateFailed.class);
    }

    @Test
    void theBuiltInPromptSaysWhereThePodIsAndIsShort() {
        String prompt = SystemPrompt.builtIn().render(values("Be kind.", true, "Neovim"));
        assertThat(prompt).contains("Working directory: " + folder, "Editor: Neovim", "Date: 2026-02-03", "Be kind.")
                .doesNotContain("${", "@if");
        assertThat(prompt.getBytes(StandardCharsets.UTF_8).length).isLessThan(2200);
        assertThat(SystemPrompt.builtIn().render(values(null, true, null))).doesNotContain("Editor:", "AGENTS.md");
    }
}
