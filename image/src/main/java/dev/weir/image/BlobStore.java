package dev.weir.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of an image archive or of an OCI layout. */
interface BlobStore extends Closeable {
  /** Returns the names of all files, {@code /}-separated, in a fixed order. */
  List<String> names();

  /**
   * Returns the name under which the content of {@code name} is stored, which differs for a link,
   * or an empty text if there is no such file.
   */
  String stored(String name);

  /** Returns the length of a stored file, in bytes. */
  long size(String stored);

  /** Opens a stored file. Only one can be read at a time. */
  InputStream open(String stored) throws IOException;
}
