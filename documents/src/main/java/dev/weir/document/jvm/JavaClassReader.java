package dev.weir.document.jvm;

import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Reads Java class files: the strings of each method, with the names of the fields and variables
 * that they are assigned to. Nothing is run.
 */
public final class JavaClassReader implements DocumentReader {
  private static final int MOST_BYTES = 50_000_000;

  /** The first version of Java. A Mach-O program with the same first bytes has a smaller number. */
  private static final int FIRST_MAJOR = 45;

  private static final int LAST_MAJOR = 200;
  private static final int MAJOR = 6;
  private static final int NEWEST = Opcodes.V26;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    if (!head.has(0, "\u00CA\u00FE\u00BA\u00BE") || head.length() < 10) {
      return null;
    }
    int major = major(head.bytes());
    return major >= FIRST_MAJOR && major <= LAST_MAJOR ? "a Java class" : null;
  }

  private static int major(byte[] bytes) {
    return ((bytes[MAJOR] & 0xFF) << 8) | (bytes[MAJOR + 1] & 0xFF);
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    byte[] bytes = file.bytes(MOST_BYTES);
    if (major(bytes) > NEWEST) {
      // A newer version of Java adds instructions or attributes, but strings stay where they are.
      bytes[MAJOR] = 0;
      bytes[MAJOR + 1] = (byte) NEWEST;
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassText found = new ClassText(reader, text);
      reader.accept(found, ClassReader.SKIP_FRAMES);
      found.rest();
    } catch (ClassText.Stopped e) {
      e.rethrow();
    }
  }
}
