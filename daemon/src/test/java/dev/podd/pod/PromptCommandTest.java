package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Part;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptCommandTest {
    private static final ServerPrompt.Argument CITY = new ServerPrompt.Argument("city", "", true);
    private static final ServerPrompt.Argument STATE = new ServerPrompt.Argument("state", "", false);

    /** Says back what it was given. */
    private record Echo(String name, List<ServerPrompt.Argument> arguments) implements ServerPrompt {
        @Override
        public Offer offer() {
            return new Offer(name, "", arguments);
        }

        @Override
        public List<Part> parts(Map<String, String> given) {
            if (given.containsValue("broken")) {
                throw new ToolException("MCP server s ended with exit code 3");
            }
            return List.of(new Part.Text(new TreeMap<>(given).toString()));
        }
    }

    private static final ToolSource SOURCE = new ToolSource() {
        @Override
        public List<Tool> tools() {
            return List.of();
        }

        @Override
        public List<ServerPrompt> prompts() {
            return List.of(new Echo("s.none", List.of()), new Echo("s.one", List.of(CITY)),
                    new Echo("s.two", List.of(CITY, STATE)));
        }

        @Override
        public void await(Duration patience) {}

        @Override
        public void close() {}
    };

    private static List<Part> said(Part... input) throws InterruptedException {
        return new PromptCommand(new ToolBox(List.of(), List.of(SOURCE)), text -> text.replace("secret", "***"))
                .said(List.of(input));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            /mcp.s.none | {}
            /mcp.s.one Paris | {city=Paris}
            /mcp.s.one city=Paris | {city=Paris}
            /mcp.s.one New York | {city=New York}
            /mcp.s.one "New York" | {city=New York}
            /mcp.s.one say "New York" twice | {city=say "New York" twice}
            /mcp.s.one a=b | {city=a=b}
            /mcp.s.two Paris | {city=Paris}
            /mcp.s.two "New York" a b | {city=New York, state=a b}
            /mcp.s.two state="a \\"b\\"" city=Paris | {city=Paris, state=a "b"}
            /mcp.s.two state=b Paris | {city=Paris, state=b}
            /mcp.s.one my secret | {city=my ***}
            """)
    void argumentsAreGivenByNameOrInTheirOrder(String written, String given) throws InterruptedException {
        assertThat(said(new Part.Text(written))).containsExactly(new Part.Text(given));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            /mcp.s.one | /mcp.s.one: city is missing; write /mcp.s.one city=…
            /mcp.s.two state=b | /mcp.s.two: city is missing; write /mcp.s.two city=… [state=…]
            /mcp.s.none at all | /mcp.s.none: "at all" is more than it takes; it takes nothing
            /mcp.s.three | there is no prompt /mcp.s.three; the server has /mcp.s.none, /mcp.s.one, /mcp.s.two
            /mcp.s | there is no prompt /mcp.s; the server has /mcp.s.none, /mcp.s.one, /mcp.s.two
            /mcp.s.one broken | /mcp.s.one: MCP server s ended with exit code 3
            """)
    void whatDoesNotFitIsRefusedWithWhatWould(String written, String message) {
        assertThatThrownBy(() -> said(new Part.Text(written))).isInstanceOf(PodException.InvalidInput.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNoCommandStays() throws InterruptedException {
        Part.Image picture = new Part.Image("image/png", "AAAA");
        assertThat(said(new Part.Text("/mcp.json is what?"))).containsExactly(new Part.Text("/mcp.json is what?"));
        assertThat(said(picture, new Part.Text("/mcp.s.none"))).hasSize(2).contains(picture);
        assertThat(said(new Part.Text("/mcp.s.none"), picture)).containsExactly(new Part.Text("{}"), picture);
    }
}
