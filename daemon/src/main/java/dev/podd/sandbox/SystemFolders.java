package dev.podd.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folders of programs and settings that are the same for all people of a machine, and what of them is secret. */
final class SystemFolders {
    private static final List<String> FOLDERS = List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
            "/etc", "/opt", "/nix", "/gnu", "/snap", "/home/linuxbrew", "/System", "/Library", "/private/etc");
    /** Of interest where Podd runs as root; other people cannot read them anyway. */
    private static final List<String> SECRET = List.of("/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-",
            "/etc/sudoers", "/etc/sudoers.d", "/etc/ssl/private", "/etc/krb5.keytab", "/etc/letsencrypt",
            "/etc/wpa_supplicant", "/etc/NetworkManager/system-connections", "/etc/wireguard", "/etc/openvpn",
            "/etc/kubernetes", "/etc/rancher", "/etc/docker", "/etc/security/opasswd");

    private SystemFolders() {}

    /** Those that are there. */
    static List<Path> all() {
        return FOLDERS.stream().map(Path::of).filter(Files::exists).toList();
    }

    /** Files and folders in them that this process may read and no command needs. */
    static List<Path> secret() {
        return Stream.concat(SECRET.stream().map(Path::of), hostKeys().stream()).filter(Files::isReadable).toList();
    }

    private static List<Path> hostKeys() {
        List<Path> keys = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/etc/ssh"), "ssh_host_*_key")) {
            found.forEach(keys::add);
        } catch (IOException | DirectoryIteratorException none) {
            return List.of();
        }
        return keys;
    }
}
