package dev.podd.fetch;

import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param redirects the URLs that led here, in order; that of the page is not among them
 * @param elsewhere where another host's page is that the server names instead; null for none
 * @param bytes     decompressed, as many as were wanted
 * @param isCut     whether there was more
 */
record WebPage(HttpUrl url, List<HttpUrl> redirects, @Nullable HttpUrl elsewhere, int status, @Nullable MediaType type,
        ByteString bytes, boolean isCut) {
    WebPage {
        redirects = List.copyOf(redirects);
    }
}
