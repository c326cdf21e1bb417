package dev.weir.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the calls of {@link DynamicApi} in the bytecode of a jar. */
final class DynamicCalls {
  /** The makers of code that the compiler of Java uses and GraalVM knows. */
  private static final Set<String> KNOWN_MAKERS =
      Set.of(
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps");

  private DynamicCalls() {}

  /** A method that calls, and what it calls; both as {@code package/Class.name}. */
  record Site(String caller, String call) implements Comparable<Site> {
    /** Lambdas are numbered, so their numbers change with the code around them. */
    static Site of(String type, String method, String call) {
      return new Site(type + "." + method.replaceAll("\\$\\d+$", ""), call);
    }

    @Override
    public int compareTo(Site other) {
      int order = caller.compareTo(other.caller);
      return order != 0 ? order : call.compareTo(other.call);
    }
  }

  /** Returns the number of calls at each site of a jar. */
  static Map<Site, Integer> of(Path jar) throws IOException {
    Map<Site, Integer> sites = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          ClassNode node = new ClassNode();
          new ClassReader(in.readAllBytes())
              .accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
          add(node, sites);
        }
      }
    }
    return sites;
  }

  private static void add(ClassNode node, Map<Site, Integer> sites) {
    for (MethodNode method : node.methods) {
      if ((method.access & Opcodes.ACC_NATIVE) != 0) {
        sites.merge(Site.of(node.name, method.name, "native method"), 1, Integer::sum);
      }
      for (AbstractInsnNode instruction : method.instructions) {
        String call = null;
        if (instruction instanceof MethodInsnNode plain) {
          call =
              DynamicApi.kind(plain.owner, plain.name) == null
                  ? null
                  : plain.owner + "." + plain.name;
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
          String maker = dynamic.bsm.getOwner();
          call = KNOWN_MAKERS.contains(maker) ? null : "invokedynamic of " + maker;
        }
        if (call != null) {
          sites.merge(Site.of(node.name, method.name, call), 1, Integer::sum);
        }
      }
    }
  }
}
