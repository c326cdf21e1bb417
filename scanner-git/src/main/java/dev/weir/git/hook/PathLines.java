package dev.weir.git.hook;

import java.util.List;

/**
 * Lines of a shell script after which it looks up programs in absolute folders only. A relative or
 * empty entry of {@code PATH} would be looked up in the repository, which could contain such a
 * program. The variable {@code path} keeps the original for the hooks of others.
 */
public final class PathLines {
  /** The lines, without line ends. */
  public static final List<String> ALL =
      List.of(
          "path=${PATH:-}",
          "case :$path: in",
          "  *::* | *:[!/]*)",
          "    PATH=",
          "    set -f",
          "    IFS=:",
          "    for folder in $path; do",
          "      case $folder in /*) PATH=${PATH:+$PATH:}$folder ;; esac",
          "    done",
          "    unset IFS",
          "    set +f",
          "    PATH=${PATH:-/usr/bin:/bin}",
          "    ;;",
          "esac");

  private PathLines() {}
}
