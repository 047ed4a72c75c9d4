package dev.podd.sandbox;

/** The two shell scripts that keep commands on a leash; plain POSIX, but for {@code /proc} where there is one. */
final class GuardScript {
    /**
     * Run by the leader of a command's session: waits until the daemon has told the guard about this session, then
     * becomes the command. If the daemon dies before it says go, nothing runs. What follows on standard input is the
     * command's own input.
     */
    static final String LEADER = "read -r _ || exit 1; eval \"$1\"";

    /**
     * Run by the guard: hears of sessions on standard input, a line each ({@code + id} begun, {@code - id} over,
     * {@code ! id} to be killed), and kills all that are left when the daemon is gone, which closes the pipe. A session
     * is killed as a group first, then process by process, since a job of an interactive shell or of
     * {@code timeout(1)} has a group of its own; again until none is found, for the one that was just being born. Members
     * are younger than their leader, until the system has used up all numbers.
     */
    static final String GUARD = """
            trap '' HUP INT QUIT TERM
            live=' '
            members() {
              oldest=${1# }; oldest=${oldest%% *}
              for p in /proc/[0-9]*; do
                p=${p#/proc/}
                [ "$p" -gt "$oldest" ] || continue
                { read -r stat < "/proc/$p/stat"; } 2>/dev/null || continue
                set -- "$1" ${stat##*) }
                case $2 in Z|X) continue;; esac
                case $1 in *" $5 "*) echo "$p";; esac
              done
            }
            sweep() {
              [ "$1" = ' ' ] && return
              for id in $1; do kill -KILL "-$id"; done
              for round in 1 2 3 4 5 6 7 8 9 10; do
                left=$(members "$1")
                [ "$left" ] || break
                kill -KILL $left
              done
            }
            forget() { live="${live%% $1 *} ${live#* $1 }"; }
            while read -r verb id; do
              case $verb in
                +) live="$live$id ";;
                -) forget "$id"; kill -KILL "-$id";;
                !) forget "$id"; sweep " $id " & ;;
              esac
            done
            sweep "$live"
            """;

    private GuardScript() {}
}
