package dev.podd.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about pages of the web. */
final class AddressRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docs.python.org           | https://docs.python.org/3/            | ALLOW
            *.python.org              | https://docs.python.org/3/            | ALLOW
            *.python.org              | https://python.org/                   | ASK
            docs.python.org           | https://docs.python.org.evil.example/ | ASK
            docs.python.org           | https://evil.example/docs.python.org  | ASK
            *.python.org              | https://evil.example/?a.python.org    | ASK
            docs.python.org           | https://docs.python.org:8443/         | ALLOW
            https://docs.python.org/* | https://docs.python.org/3/            | ALLOW
            https://docs.python.org/* | http://docs.python.org/3/             | ASK
            https://docs.python.org/* | https://docs.python.org.evil.example/ | ASK
            evil.example              | https://good.example@evil.example/    | ALLOW
            good.example              | https://good.example@evil.example/    | ASK
            a.example                 | https://a.example?q=a^b^{}             | ALLOW
            **                        | https://anything.example/             | ALLOW
            """)
    void patternIsHeldAgainstTheHostOrTheWholeUrl(String pattern, String url, PermissionAction action) {
        Permissions permissions = new Permissions(List.of(new ToolRule("fetch", pattern, PermissionAction.ALLOW)),
                Path.of("/work"));
        assertThat(permissions.call("fetch", List.of(url), null).decision().action()).isEqualTo(action);
    }

    @Test
    void whatIsRememberedIsTheHost() {
        Permissions permissions = new Permissions(List.of(), Path.of("/work"));
        List<String> page = List.of("https://docs.python.org/3/");
        ToolRule rule = new ToolRule("fetch", "docs.python.org", PermissionAction.ALLOW);
        Permissions.Call asked = permissions.call("fetch", page, null);
        assertThat(asked.decision().action()).isEqualTo(PermissionAction.ASK);
        assertThat(asked.remembering()).isEqualTo(new Remembering(rule, rule));
        assertThat(permissions.call("fetch", List.of("https://docs.python.org/2/"), null).isAllowed(List.of(rule)))
                .isTrue();
        assertThat(permissions.call("fetch", List.of("https://example.org/"), null).isAllowed(List.of(rule)))
                .isFalse();
    }
}
