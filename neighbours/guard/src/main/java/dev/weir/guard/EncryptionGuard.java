package dev.weir.guard;

import java.io.IOException;
import java.util.Set;

/** Knows which files one tool encrypts, and how they look then. Not thread-safe. */
interface EncryptionGuard {
  /**
   * Checks a file.
   *
   * @param problems takes what is wrong
   * @return true if the file must be encrypted
   * @throws IOException if a file cannot be read
   */
  boolean check(String path, Set<GuardProblem> problems) throws IOException;
}
