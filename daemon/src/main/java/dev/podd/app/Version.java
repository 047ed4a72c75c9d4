package dev.podd.app;

import dev.podd.daemon.Edition;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Podd this is, as the jar says. */
final class Version implements IVersionProvider {
    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    /** With the time at which its jar was put where it is. */
    static Edition edition() {
        return Edition.of(number(), Path.of(System.getProperty("java.class.path")));
    }

    @Override
    public String[] getVersion() {
        return new String[] {"podd " + number()};
    }
}
