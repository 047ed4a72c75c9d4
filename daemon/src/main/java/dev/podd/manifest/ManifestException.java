package dev.podd.manifest;

/** A manifest from which no Pod can be made, or what belongs to one. */
public abstract sealed class ManifestException extends RuntimeException
        permits ManifestInvalid, InvalidTemplate, InvalidPwd, PwdOutsideScope, CredentialMissing, TrustNotKept {
    private static final long serialVersionUID = 1L;

    ManifestException(String message) {
        super(message);
    }
}
