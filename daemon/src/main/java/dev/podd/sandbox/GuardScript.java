package dev.podd.sandbox;

/** The shell scripts of a command's leader and of the guard; POSIX, with {@code /proc} where the system has it. */
final class GuardScript {
    /**
     * Run by the leader of a command's session: waits for a line on standard input, which the daemon writes when the guard
     * knows the session, then runs the command. If the daemon dies before that, nothing runs. The rest of standard input
     * is the command's own. The leader stays the command's parent, so that {@code kill $PPID} ends the command and not the
     * daemon; what it would say of a command that a signal ended is not part of the output. It enters the folder
     * {@code $1} itself, and takes the umask that it is given: where that file system does not answer, the leader waits and can be killed, and the daemon
     * starts other commands. The command is all that follows.
     */
    static final String LEADER = """
            read -r _ || exit 1
            cd -P -- "$1" 2>/dev/null || { echo "the folder $1 cannot be entered" >&2; exit 126; }
            shift
            [ -z "$PODD_UMASK" ] || umask "$PODD_UMASK"
            unset OLDPWD PODD_UMASK
            exec 3>&2 2>/dev/null
            (exec "$@" 2>&3 3>&-)
            exit $?
            """;

    /**
     * Run inside a sandbox with process ids of its own: runs the command {@code $1} with at most {@code $2} processes, where
     * the system counts them, and says what the command leaves behind (counted to 100), all of which ends with this shell. The first
     * process is the sandbox's, the second this one.
     */
    static final String INSIDE = """
            exec 3>&2 2>/dev/null
            ulimit -u "$2" || ulimit -p "$2"
            (exec /bin/sh -c "$1" sh 2>&3 3>&-)
            code=$?
            left=0
            for p in /proc/[0-9]*; do
              case $p in /proc/1|/proc/$$) continue;; esac
              [ $left -lt 100 ] || break
              { read -r stat < "$p/stat"; } || continue
              case ${stat##*) } in Z*|X*) ;; *) left=$((left + 1));; esac
            done
            case $left in
              0) ;;
              1) echo '[podd: 1 process that the command left running was killed; background keeps one]' >&3;;
              *) echo "[podd: $left processes that the command left running were killed; background keeps them]" >&3;;
            esac
            exit $code
            """;

    /**
     * Run by the guard: reads of sessions on standard input, a line each ({@code + id} begun, {@code - id} over), and
     * kills all that is left when the daemon is gone, which closes the pipe. A session is killed as a group first, then
     * process by process, since a job of an interactive shell or of {@code timeout(1)} has a group of its own; then
     * every process that carries a mark of this daemon, from {@code $1} on, of which there are {@code $2}. Again until
     * none is found, for the one that was just being born.
     */
    static final String GUARD = """
            trap '' HUP INT QUIT TERM
            first=$1 beyond=$(($1 + $2)) live=' '
            isours() {
              case $1 in ''|*[!0-9]*) return 1;; esac
              [ "$1" -ge "$first" ] && [ "$1" -lt "$beyond" ]
            }
            ismarked() {
              while read -r a b c soft hard rest; do
                case "$a $b $c" in 'Max realtime timeout')
                  isours "$soft" || isours "$hard"
                  return
                esac
              done
              return 1
            }
            members() {
              for p in /proc/[0-9]*; do
                { read -r stat < "$p/stat"; } 2>/dev/null || continue
                set -- ${stat##*) }
                case $1 in Z|X) continue;; esac
                case $live in *" $4 "*) echo "${p#/proc/}"; continue;; esac
                [ "$first" -gt 0 ] && { ismarked < "$p/limits"; } 2>/dev/null && echo "${p#/proc/}"
              done
            }
            while read -r verb id; do
              case $verb in
                +) live="$live$id ";;
                -) live="${live%% $id *} ${live#* $id }"; kill -KILL "-$id";;
              esac
            done
            for id in $live; do kill -KILL "-$id"; done
            for round in 1 2 3 4 5 6 7 8 9 10; do
              left=$(members)
              [ "$left" ] || break
              kill -KILL $left
            done
            """;

    private GuardScript() {}
}
