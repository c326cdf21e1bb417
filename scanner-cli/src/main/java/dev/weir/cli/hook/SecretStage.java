package dev.weir.cli.hook;

/** How far a secret got. */
public enum SecretStage {
  /** It is in the message of a commit that is about to be made. */
  MESSAGE,
  /** It is in a file or the index, but in no commit. */
  UNCOMMITTED,
  /** It is in a commit that no remote is known to have. */
  COMMITTED,
  /** A remote has it. */
  PUSHED,
  /** It was sent to this server, which is about to refuse it. */
  RECEIVED,
  /** This repository does not show how far it got. */
  UNKNOWN
}
