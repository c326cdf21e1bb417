package dev.weir.fuzz;

import java.io.IOException;
import java.util.List;

/**
 * A reader of input that others may have damaged or made up. Has a constructor without parameters;
 * its inputs that once failed are kept in a folder of its simple name among the resources.
 */
public interface FuzzTarget {
  /** Returns good inputs, of which damaged ones are made. */
  List<byte[]> seeds() throws IOException, InterruptedException;

  /**
   * Reads an input as the program would.
   *
   * @throws Exception if the reader fails in another way than it is allowed to, as does an error
   */
  void run(byte[] input) throws Exception;

  /** Returns how many damaged inputs the build tries. */
  default int tries() {
    return 1_000;
  }
}
