package dev.weir.nativeimage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the JDK that find classes, members, resources or code by a value at run time.
 * GraalVM compiles in only what it can see, so each of them needs metadata, a constant argument, or
 * a reason why it needs neither.
 */
final class DynamicApi {
  /** What a call looks for. */
  enum Kind {
    CLASS,
    MEMBER,
    MEMBERS,
    INSTANCE,
    ARRAY,
    RESOURCE,
    BUNDLE,
    SERVICE,
    PROXY,
    HANDLE,
    LIBRARY,
    STREAM,
    FACTORY
  }

  private static final Map<String, Map<Kind, Set<String>>> CALLS = new TreeMap<>();

  static {
    add("java/lang/Class", Kind.CLASS, "forName");
    add("java/lang/ClassLoader", Kind.CLASS, "loadClass findClass defineClass findSystemClass");
    add(
        "java/lang/Class",
        Kind.MEMBER,
        "getMethod getDeclaredMethod getField getDeclaredField getConstructor"
            + " getDeclaredConstructor");
    add(
        "java/lang/Class",
        Kind.MEMBERS,
        "getMethods getDeclaredMethods getFields getDeclaredFields getConstructors"
            + " getDeclaredConstructors getRecordComponents getClasses getDeclaredClasses"
            + " getPermittedSubclasses getNestMembers");
    add("java/lang/Class", Kind.INSTANCE, "newInstance");
    add("java/lang/reflect/Constructor", Kind.INSTANCE, "newInstance");
    add("java/lang/reflect/Method", Kind.INSTANCE, "invoke");
    add("sun/misc/Unsafe", Kind.INSTANCE, "allocateInstance defineAnonymousClass");
    add("java/lang/reflect/Array", Kind.ARRAY, "newInstance");
    add("java/lang/Class", Kind.RESOURCE, "getResource getResourceAsStream");
    add("java/lang/Module", Kind.RESOURCE, "getResourceAsStream");
    add(
        "java/lang/ClassLoader",
        Kind.RESOURCE,
        "getResource getResources getResourceAsStream getSystemResource getSystemResources"
            + " getSystemResourceAsStream findResource findResources resources");
    add("java/util/ResourceBundle", Kind.BUNDLE, "getBundle");
    add("java/util/ServiceLoader", Kind.SERVICE, "load loadInstalled");
    add("java/lang/reflect/Proxy", Kind.PROXY, "newProxyInstance getProxyClass");
    add(
        "java/lang/invoke/MethodHandles$Lookup",
        Kind.HANDLE,
        "findStatic findVirtual findConstructor findSpecial findClass findGetter findSetter"
            + " findStaticGetter findStaticSetter findVarHandle findStaticVarHandle unreflect"
            + " unreflectSpecial unreflectConstructor unreflectGetter unreflectSetter"
            + " unreflectVarHandle defineClass defineHiddenClass bind");
    add(
        "java/lang/invoke/MethodHandles",
        Kind.HANDLE,
        "privateLookupIn arrayElementVarHandle byteArrayViewVarHandle byteBufferViewVarHandle");
    add("java/lang/invoke/MethodHandleProxies", Kind.HANDLE, "asInterfaceInstance");
    add("java/util/concurrent/atomic/AtomicIntegerFieldUpdater", Kind.HANDLE, "newUpdater");
    add("java/util/concurrent/atomic/AtomicLongFieldUpdater", Kind.HANDLE, "newUpdater");
    add("java/util/concurrent/atomic/AtomicReferenceFieldUpdater", Kind.HANDLE, "newUpdater");
    add("java/lang/System", Kind.LIBRARY, "load loadLibrary mapLibraryName");
    add("java/lang/Runtime", Kind.LIBRARY, "load loadLibrary");
    add("java/io/ObjectInputStream", Kind.STREAM, "readObject readUnshared");
    add("java/io/ObjectOutputStream", Kind.STREAM, "writeObject writeUnshared");
    add("java/net/URLClassLoader", Kind.CLASS, "<init> newInstance");
    add("java/beans/Introspector", Kind.FACTORY, "getBeanInfo");
    for (String factory :
        List.of(
            "javax/xml/parsers/DocumentBuilderFactory",
            "javax/xml/parsers/SAXParserFactory",
            "javax/xml/transform/TransformerFactory",
            "javax/xml/stream/XMLInputFactory",
            "javax/xml/stream/XMLOutputFactory",
            "org/xml/sax/helpers/XMLReaderFactory",
            "javax/xml/datatype/DatatypeFactory",
            "java/nio/file/FileSystems")) {
      add(
          factory,
          Kind.FACTORY,
          "newInstance newDefaultInstance newFactory createXMLReader newFileSystem");
    }
  }

  private DynamicApi() {}

  private static void add(String owner, Kind kind, String names) {
    CALLS
        .computeIfAbsent(owner, any -> new TreeMap<>())
        .put(kind, Set.copyOf(Arrays.asList(names.split(" "))));
  }

  /** Returns what a call looks for, or null if it looks for nothing. */
  static @Nullable Kind kind(String owner, String name) {
    for (Map.Entry<Kind, Set<String>> entry : CALLS.getOrDefault(owner, Map.of()).entrySet()) {
      if (entry.getValue().contains(name)) {
        return entry.getKey();
      }
    }
    return null;
  }
}
