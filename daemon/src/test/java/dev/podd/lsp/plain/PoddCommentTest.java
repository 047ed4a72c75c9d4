package dev.podd.lsp.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoddCommentTest {
    @ParameterizedTest
    @ValueSource(strings = {"// @podd do it", "  # @podd do it", "-- @podd: do it", ";; @podd do it", "% @podd do it",
        "/* @podd do it */", " * @podd do it", "<!-- @podd do it -->", "{# @podd do it #}", "(* @podd do it *)",
        "{- @podd do it -}", "\" @podd do it", "' @podd do it", "rem @podd do it", "int a; // @podd do it",
        "//@podd do it", "<%-- @podd do it --%>", "! @podd do it", ".. @podd do it", "/** @podd do it */"})
    void anInstructionIsFoundInCommentsOfManyLanguages(String line) {
        assertThat(PoddComment.in(line).map(PoddComment::instruction)).contains("do it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@podd do it", "x = \"@podd do it\"", "// @podd", "// @podders do it", "mail me@podd now",
        "// see @podd.", "String s = \"a // \" + @podd x"})
    void otherLinesHoldNone(String line) {
        assertThat(PoddComment.in(line)).isEmpty();
    }
}
