package dev.weir.document.jvm;

import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Collects the strings of a method. A string that is stored directly in a field or variable, or
 * passed beside another one, has a name.
 */
final class MethodText extends MethodVisitor {
  private final ClassText owner;
  private final String name;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The strings that were loaded and not used yet. */
  private final List<String> loaded = new ArrayList<>();

  /** A string that was stored in a variable, by the place where the variable's name begins. */
  private final Map<Label, Stored> stored = new HashMap<>();

  private @Nullable Stored last;

  private record Stored(int variable, String value) {}

  MethodText(ClassText owner, String name) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.name = name;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return owner.new Values(out, name);
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof String string) {
      loaded.add(string);
    } else {
      rest();
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
    boolean stores = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    if (stores && !loaded.isEmpty()) {
      owner.line(out, field, loaded.remove(loaded.size() - 1));
    }
    rest();
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode == Opcodes.ASTORE && !loaded.isEmpty()) {
      last = new Stored(variable, loaded.remove(loaded.size() - 1));
    }
    if (opcode == Opcodes.ASTORE) {
      rest();
    }
  }

  @Override
  public void visitLabel(Label label) {
    if (last != null) {
      stored.put(label, last);
      last = null;
    }
  }

  @Override
  public void visitLocalVariable(
      String variable,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    Stored value = stored.get(start);
    if (value != null && value.variable == index) {
      owner.line(out, variable, value.value);
      stored.remove(start);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String method, String descriptor, boolean isInterface) {
    boolean isMaker = method.equals("<init>");
    if (loaded.size() == 2 && !isMaker && isName(loaded.get(0))) {
      owner.line(out, loaded.get(0), loaded.get(1));
      owner.seen(loaded.get(0));
      loaded.clear();
    } else if (loaded.size() == 1 && method.startsWith("set") && method.length() > 3) {
      String property = method.substring(3, 4).toLowerCase(Locale.ROOT) + method.substring(4);
      owner.line(out, property, loaded.remove(0));
    } else if (!loaded.isEmpty()) {
      String shown = isMaker ? type.substring(type.lastIndexOf('/') + 1) : method;
      owner.line(out, shown + "(\"" + String.join("\", \"", loaded) + "\")");
      loaded.forEach(owner::seen);
      loaded.clear();
    }
  }

  private static boolean isName(String text) {
    return RowText.name(text.getBytes(StandardCharsets.UTF_8)) != null;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String method, String descriptor, Handle bootstrap, Object... arguments) {
    for (Object argument : arguments) {
      if (argument instanceof String string) {
        // In a joined text, 1 stands for a value and 2 for a constant.
        loaded.add(string.replace('\1', ' ').replace('\2', ' '));
        owner.seen(string);
      }
    }
    rest();
  }

  @Override
  public void visitInsn(int opcode) {
    boolean stores = opcode == Opcodes.AASTORE || opcode == Opcodes.ARETURN;
    if (stores && !loaded.isEmpty()) {
      owner.line(out, opcode == Opcodes.ARETURN ? name : "value", loaded.remove(loaded.size() - 1));
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    rest();
  }

  @Override
  public void visitEnd() {
    rest();
    stored.values().forEach(value -> owner.line(out, value.value));
    owner.add("method " + (name.equals("<clinit>") ? "static" : name), out);
  }

  private void rest() {
    loaded.forEach(value -> owner.line(out, value));
    loaded.clear();
  }
}
