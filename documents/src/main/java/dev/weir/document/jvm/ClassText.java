package dev.weir.document.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects the strings of a class: of its annotations, fields and methods. */
final class ClassText extends ClassVisitor {
  private static final int VERSION = Opcodes.ASM9;
  private static final int STRING = 8;

  /** Annotations that Kotlin's compiler adds, with the names of everything in the class. */
  private static final String KOTLIN = "Lkotlin/Metadata;";

  private final ClassReader reader;
  private final DocumentText text;
  private final Set<String> added = new HashSet<>();
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

  /** Carries a checked exception through the visitor. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(Exception cause) {
      super(cause);
    }

    void rethrow() throws IOException, InterruptedException {
      if (getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw getCause() instanceof IOException io ? io : new IOException(getCause());
    }
  }

  ClassText(ClassReader reader, DocumentText text) {
    super(VERSION);
    this.reader = reader;
    this.text = text;
  }

  /** Writes a string under a name. */
  void line(ByteArrayOutputStream out, String name, String value) {
    count(name.length() + value.length());
    added.add(value);
    RowText.line(out, name, value.getBytes(UTF_8));
  }

  /** Writes a string without a name. */
  void line(ByteArrayOutputStream out, String value) {
    count(value.length());
    added.add(value);
    out.writeBytes(value.getBytes(UTF_8));
    out.write('\n');
  }

  /** Notes a string that was written as a part of another one. */
  void seen(String value) {
    added.add(value);
  }

  private void count(int length) {
    try {
      text.count(length);
    } catch (DocumentException | InterruptedException e) {
      throw new Stopped(e);
    }
  }

  void add(String place, ByteArrayOutputStream lines) {
    try {
      text.add(place, lines.toByteArray());
    } catch (DocumentException | InterruptedException e) {
      throw new Stopped(e);
    }
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return descriptor.equals(KOTLIN) ? null : new Values(fields, "value");
  }

  @Override
  public FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if (value instanceof String string) {
      line(fields, name, string);
    }
    return new FieldVisitor(VERSION) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return new Values(fields, name);
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodText(this, name);
  }

  @Override
  public void visitEnd() {
    add("fields", fields);
  }

  /** Adds the strings that no instruction was seen to use. */
  void rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      // Offsets are behind the tag; 0 is the second half of a long number.
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == STRING) {
        String value = reader.readUTF8(offset, buffer);
        if (value != null && !added.contains(value)) {
          line(rest, value);
        }
      }
    }
    add("constants", rest);
  }

  /** Collects the strings of an annotation; a value without a name has that of its place. */
  final class Values extends AnnotationVisitor {
    private final ByteArrayOutputStream out;
    private final String place;

    Values(ByteArrayOutputStream out, String place) {
      super(VERSION);
      this.out = out;
      this.place = place;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
      if (value instanceof String string) {
        line(out, name == null || name.equals("value") ? place : name, string);
      }
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
      return new Values(out, name == null || name.equals("value") ? place : name);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
      return new Values(out, name == null ? place : name);
    }
  }
}
