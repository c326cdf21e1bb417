package dev.weir.gitsecrets;

/** The command line, in the form that {@code git rev-parse --parseopt} reads. */
final class Usage {
  static final String SPEC =
      """
      git secrets --scan [-r|--recursive] [--cached] [--no-index] [--untracked] [<files>...]
      git secrets --scan-history
      git secrets --install [-f|--force] [<target-directory>]
      git secrets --list [--global]
      git secrets --add [-a|--allowed] [-l|--literal] [--global] <pattern>
      git secrets --add-provider [--global] <command> [arguments...]
      git secrets --register-aws [--global]
      git secrets --aws-provider [<credentials-file>]
      --
      scan look for prohibited patterns in files, or in all that git tracks
      scan-history look for prohibited patterns in all commits
      install write hooks into a repository or a template folder
      list print the settings
      add add a pattern, unless it is there
      add-provider add a command that prints patterns, one a line
      aws-provider print the keys of an AWS credentials file as patterns
      register-aws add the patterns of AWS keys, and the provider of your own ones
      r,recursive with --scan: read folders, too
      cached with --scan: read what is staged
      no-index with --scan: read all files of this folder, whether git knows them or not
      untracked with --scan: read also files that git does not track
      f,force with --install: overwrite hooks that are there
      l,literal with --add: take the pattern as plain text
      a,allowed with --add: add a pattern that excuses matches
      global use the configuration of the user
      commit_msg_hook* for the hook commit-msg
      pre_commit_hook* for the hook pre-commit
      prepare_commit_msg_hook* for the hook prepare-commit-msg
      pre_push_hook* for the hook pre-push
      """;

  /** What is said below the lines that were found. */
  static final String FOUND =
      """

      [ERROR] Matched one or more prohibited patterns

      What you can do:
      - Take the secret out. If it was ever pushed, revoke it as well
      - Excuse what is no secret: git config --add secrets.allowed PATTERN
      - Or write the pattern into .gitallowed at the top of the work tree
      - See the patterns: git secrets --list
      - Pass over the hook, this once: --no-verify
      """;

  private Usage() {}
}
