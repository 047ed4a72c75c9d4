package dev.podd.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Podd this is, as the jar says. */
final class Version implements IVersionProvider {
    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"podd " + number()};
    }
}
