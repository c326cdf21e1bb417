package dev.weir.cli.settings;

/** Whom to tell what to do about findings. */
public enum Addressee {
  /** Nobody. */
  NONE,
  /** The author, on whose machine the scan runs. */
  AUTHOR,
  /** The author of commits that this server received. */
  SENDER
}
