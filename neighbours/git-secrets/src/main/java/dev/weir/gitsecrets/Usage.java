package dev.weir.gitsecrets;

/** The options, in the format of {@code git rev-parse --parseopt}, and the advice for findings. */
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
      scan search files, or everything that git tracks, for prohibited patterns
      scan-history search all commits for prohibited patterns
      install write hooks into a repository or a template folder
      list print the settings
      add add a pattern, unless it is already there
      add-provider add a command that prints patterns, one per line
      aws-provider print the keys of an AWS credentials file as patterns
      register-aws add patterns for AWS keys, and the provider for your own keys
      r,recursive with --scan: scan folders too
      cached with --scan: scan staged contents
      no-index with --scan: scan all files of this folder, tracked or not
      untracked with --scan: also scan untracked files
      f,force with --install: overwrite existing hooks
      l,literal with --add: treat the pattern as plain text
      a,allowed with --add: add an allowed pattern
      global use the configuration of the user
      allow-providers also run the providers that the repository's own configuration names
      commit_msg_hook* for the hook commit-msg
      pre_commit_hook* for the hook pre-commit
      prepare_commit_msg_hook* for the hook prepare-commit-msg
      pre_push_hook* for the hook pre-push
      """;

  /** The text that is printed below the findings. */
  static final String FOUND =
      """

      [ERROR] Matched one or more prohibited patterns

      What you can do:
      - Remove the secret. If it was ever pushed, revoke it as well
      - Allow what is not a secret: git config --add secrets.allowed PATTERN
      - Or add the pattern to .gitallowed at the top of the work tree
      - List the patterns: git secrets --list
      - Skip the hook this once: --no-verify
      """;

  private Usage() {}
}
