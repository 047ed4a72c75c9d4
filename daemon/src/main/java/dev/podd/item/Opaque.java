package dev.podd.item;

/** A provider's own data on an item (a signature, encrypted reasoning), kept as it came. */
public record Opaque(String provider, String model, String data) {
    public boolean isFrom(String otherProvider, String otherModel) {
        return provider.equals(otherProvider) && model.equals(otherModel);
    }
}
