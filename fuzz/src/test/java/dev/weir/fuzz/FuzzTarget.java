package dev.weir.fuzz;

import java.io.IOException;
import java.util.List;

/**
 * Reads input that others may have damaged or made up. Each target has a constructor without
 * parameters. Inputs that once made it fail are in a resource folder with its simple name.
 */
public interface FuzzTarget {
  /** Returns valid inputs, from which damaged ones are made. */
  List<byte[]> seeds() throws IOException, InterruptedException;

  /**
   * Reads an input as the program would.
   *
   * @throws Exception if the reader fails in a way that is not allowed; errors count, too
   */
  void run(byte[] input) throws Exception;

  /** Returns how many damaged inputs the build tries. */
  default int tries() {
    return 1_000;
  }
}
