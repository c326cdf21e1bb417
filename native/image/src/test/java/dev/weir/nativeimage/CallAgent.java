package dev.weir.nativeimage;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts a call of {@link CallLog} before each call of a {@link DynamicApi} in the classes of the
 * program and its libraries. The Java process names it with {@code -javaagent:JAR=LOG}.
 */
public final class CallAgent {
  private CallAgent() {}

  /** Starts the agent; the argument is the file of the log. */
  public static void premain(String log, Instrumentation instrumentation) throws IOException {
    CallLog.open(log);
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              String name,
              @Nullable Class<?> before,
              @Nullable ProtectionDomain domain,
              byte[] bytes) {
            return isWatched(loader, name) ? watched(bytes) : null;
          }
        });
  }

  private static boolean isWatched(@Nullable ClassLoader loader, @Nullable String name) {
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && name != null
        && !name.startsWith("dev/weir/nativeimage/")
        && !name.startsWith("org/junit/")
        && !name.startsWith("org/objectweb/asm/");
  }

  private static byte @Nullable [] watched(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    boolean changed = false;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof MethodInsnNode call
            && DynamicApi.kind(call.owner, call.name) != null) {
          method.instructions.insertBefore(call, report(node.name, method, call));
          changed = true;
        }
      }
    }
    if (!changed) {
      return null;
    }
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(out);
    return out.toByteArray();
  }

  /** Moves the arguments into new variables, reports them, and puts them back. */
  private static InsnList report(String type, MethodNode method, MethodInsnNode call) {
    boolean hasObject = call.getOpcode() != Opcodes.INVOKESTATIC && !call.name.equals("<init>");
    Type[] given = Type.getArgumentTypes(call.desc);
    Type[] all = new Type[given.length + (hasObject ? 1 : 0)];
    System.arraycopy(given, 0, all, all.length - given.length, given.length);
    if (hasObject) {
      all[0] = Type.getObjectType(call.owner);
    }
    int[] variables = new int[all.length];
    int next = method.maxLocals;
    for (int i = 0; i < all.length; i++) {
      variables[i] = next;
      next += all[i].getSize();
    }
    InsnList list = new InsnList();
    for (int i = all.length - 1; i >= 0; i--) {
      list.add(new VarInsnNode(all[i].getOpcode(Opcodes.ISTORE), variables[i]));
    }
    list.add(new LdcInsnNode(type + "." + method.name));
    list.add(new LdcInsnNode(call.owner + "." + call.name));
    list.add(new IntInsnNode(Opcodes.BIPUSH, all.length));
    list.add(new TypeInsnNode(Opcodes.ANEWARRAY, "java/lang/Object"));
    for (int i = 0; i < all.length; i++) {
      // Numbers and truth values are never what a call looks for.
      if (all[i].getSort() == Type.OBJECT || all[i].getSort() == Type.ARRAY) {
        list.add(new InsnNode(Opcodes.DUP));
        list.add(new IntInsnNode(Opcodes.BIPUSH, i));
        list.add(new VarInsnNode(Opcodes.ALOAD, variables[i]));
        list.add(new InsnNode(Opcodes.AASTORE));
      }
    }
    list.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Type.getInternalName(CallLog.class),
            "write",
            "(Ljava/lang/String;Ljava/lang/String;[Ljava/lang/Object;)V"));
    for (int i = 0; i < all.length; i++) {
      list.add(new VarInsnNode(all[i].getOpcode(Opcodes.ILOAD), variables[i]));
    }
    return list;
  }
}
