package dev.podd.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses belong to this machine, its networks or its hosting (metadata services) and not to the web. An IPv6
 * address that carries an IPv4 one counts as that.
 */
final class PrivateAddresses {
    private PrivateAddresses() {}

    static boolean contains(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress() || switch (address) {
                    case Inet4Address four -> isSpecial(four.getAddress());
                    case Inet6Address six -> isSpecial(six);
                    default -> true;
                };
    }

    private static boolean isSpecial(byte[] four) {
        int first = four[0] & 0xff;
        int second = four[1] & 0xff;
        int third = four[2] & 0xff;
        return first == 0 // this network
                || first == 100 && second >= 64 && second < 128 // shared by the customers of a provider
                || first == 192 && second == 0 && third == 0 // protocol assignments
                || first == 198 && (second == 18 || second == 19) // benchmarks
                || first >= 240; // reserved, broadcast
    }

    private static boolean isSpecial(Inet6Address address) {
        byte[] six = address.getAddress();
        int first = (six[0] & 0xff) << 8 | six[1] & 0xff;
        int second = (six[2] & 0xff) << 8 | six[3] & 0xff;
        boolean isUniqueLocal = (first & 0xfe00) == 0xfc00;
        boolean isCompatible = isZero(six, 0, 12);
        boolean isTranslated = first == 0x64 && second == 0xff9b;
        boolean isSixToFour = first == 0x2002;
        boolean isTeredo = first == 0x2001 && second == 0;
        return isUniqueLocal || isTeredo || (isCompatible || isTranslated) && contains(four(six, 12))
                || isSixToFour && contains(four(six, 2));
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress four(byte[] six, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(six, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
