package dev.podd.lsp;

import dev.podd.jsonrpc.RpcException;
import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.EntryNotFoundException;
import dev.podd.log.HeadMovedException;
import dev.podd.log.LogException;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionInUseException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.StoreFailedException;
import dev.podd.lsp.wire.ErrorData;
import dev.podd.lsp.wire.ManifestTypes.WireProblem;
import dev.podd.lsp.wire.PodTypes.WirePermission;
import dev.podd.manifest.CredentialMissing;
import dev.podd.manifest.InvalidPwd;
import dev.podd.manifest.InvalidTemplate;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestInvalid;
import dev.podd.manifest.ManifestProblem;
import dev.podd.manifest.PwdOutsideScope;
import dev.podd.manifest.TrustNotKept;
import dev.podd.permission.RulesNotKept;
import dev.podd.pod.PodException;
import dev.podd.scope.ScopeException;
import dev.podd.thread.WorkStoppedException;
import dev.podd.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The one table of errors: which failure of the core is which error on the wire. */
final class WireErrors {
    private WireErrors() {}

    /** Empty for a failure that should not have happened. */
    static Optional<RpcException> of(Throwable failure) {
        return switch (failure) {
            case PodException known -> Optional.of(pod(known));
            case LogException known -> log(known);
            case ManifestException known -> Optional.of(manifest(known));
            case RulesNotKept known -> Optional.of(error(-32050, known,
                    new ErrorData.Store("storeFailed", true, false, false, false)));
            case ScopeException known -> Optional.of(FromWire.invalid(text(known)));
            case WorkspaceException known -> Optional.of(workspace(known));
            case WorkStoppedException known -> Optional.of(error(-32024, known,
                    new ErrorData.Plain("fileSystemHangs", true)));
            case CancellationException known -> Optional.of(
                    new RpcException(RpcException.REQUEST_CANCELLED, text(known)));
            default -> Optional.empty();
        };
    }

    private static RpcException workspace(WorkspaceException failure) {
        WorkspaceException.Refused refused = failure.refused();
        return refused == null ? FromWire.invalid("input: " + text(failure))
                : error(-32022, failure, new ErrorData.AtPath("pathOutsideScope", false, refused.path().toString(),
                        WirePermission.valueOf(refused.permission().name()), null));
    }

    private static RpcException pod(PodException failure) {
        return switch (failure) {
            case PodException.PodNotFound known -> error(-32010, known, new ErrorData.Plain("podNotFound", false));
            case PodException.PodBusy known -> error(-32011, known, new ErrorData.Plain("podBusy", true));
            case PodException.NotRunning known -> error(-32012, known, new ErrorData.Plain("notRunning", false));
            case PodException.CompactionFailed known -> error(-32040, known,
                    new ErrorData.Plain("compactionFailed", true));
            case PodException.InvalidInput known -> FromWire.invalid(text(known));
            case PodException.CheckpointsDropped known -> error(-32016, known,
                    new ErrorData.AtPaths("checkpointsDropped", false, known.paths()));
            case PodException.NotPaused known -> error(-32012, known, new ErrorData.Plain("notPaused", false));
        };
    }

    /** A head that moved is not told: the Pod forks. Nor is a dropped checkpoint: whoever reads one knows what it means. */
    private static Optional<RpcException> log(LogException failure) {
        return switch (failure) {
            case SessionNotFoundException known -> Optional.of(error(-32013, known,
                    new ErrorData.Plain("sessionNotFound", false)));
            case EntryNotFoundException known -> Optional.of(error(-32014, known,
                    new ErrorData.Plain("entryNotFound", false)));
            case SessionCorruptException known -> Optional.of(error(-32015, known,
                    new ErrorData.AtEntry("sessionCorrupt", false, known.entry())));
            case StoreFailedException known -> Optional.of(error(-32050, known, store(known.reason())));
            case SessionInUseException known -> Optional.of(error(-32011, known,
                    new ErrorData.Plain("podBusy", true)));
            case HeadMovedException known -> Optional.empty();
            case CheckpointDroppedException known -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private static ErrorData.Store store(StoreFailedException.Reason reason) {
        return new ErrorData.Store("storeFailed", true, reason == StoreFailedException.Reason.FULL,
                reason == StoreFailedException.Reason.READ_ONLY, reason == StoreFailedException.Reason.LOCKED);
    }

    private static RpcException manifest(ManifestException failure) {
        return switch (failure) {
            case ManifestInvalid known -> error(-32020, known, new ErrorData.Problems("manifestInvalid", false,
                    problems(known.problems())));
            case InvalidTemplate known -> error(-32060, known, new ErrorData.InTemplate("templateInvalid", false,
                    known.first().line(), known.first().column(), problems(known.problems())));
            case PwdOutsideScope known -> error(-32022, known, new ErrorData.AtPath("pathOutsideScope", false,
                    known.path().toString(), WirePermission.READ, null));
            case InvalidPwd known -> error(-32023, known, new ErrorData.AtPath("workingDirectoryUnreadable", false,
                    known.path().toString(), null, text(known)));
            case CredentialMissing known -> error(-32031, known, new ErrorData.Credential("credentialMissing", false,
                    known.provider().word(), known.variable()));
            case TrustNotKept known -> error(-32050, known, new ErrorData.Store("storeFailed", true, known.isFull(),
                    known.isReadOnly(), false));
        };
    }

    private static List<WireProblem> problems(List<ManifestProblem> problems) {
        return problems.stream().map(ProblemToWire::elsewhere).toList();
    }

    private static RpcException error(int code, Throwable failure, Object data) {
        return new RpcException(code, text(failure), data);
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
