package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.TestRepository;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** Reads all objects of a repository with git itself. */
final class StoredObjects {
  private static final List<String> TYPES = List.of("", "commit", "tree", "blob", "tag");

  private StoredObjects() {}

  static Map<ObjectId, ObjectFiles.Stored> all(TestRepository git) throws Exception {
    byte[] listed = git.bytes("cat-file", "--batch", "--batch-all-objects");
    Map<ObjectId, ObjectFiles.Stored> objects = new LinkedHashMap<>();
    int at = 0;
    while (at < listed.length) {
      int line = at;
      while (listed[at] != '\n') {
        at++;
      }
      String[] words = new String(listed, line, at - line, UTF_8).split(" ");
      int size = Integer.parseInt(words[2]);
      byte[] content = Arrays.copyOfRange(listed, at + 1, at + 1 + size);
      objects.put(
          ObjectId.fromString(words[0]), new ObjectFiles.Stored(TYPES.indexOf(words[1]), content));
      at += size + 2;
    }
    return objects;
  }
}
