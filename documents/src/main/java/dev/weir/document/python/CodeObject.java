package dev.weir.document.python;

import java.util.List;

/**
 * A compiled module, class or function.
 *
 * @param name its name with those around it, as far as the version keeps them
 * @param parameters how many of the local variables are parameters by place
 * @param instructions its instructions, as bytes
 * @param constants the values that it loads
 * @param names the names of globals and attributes
 * @param locals the names of local variables
 * @param cells the names of variables that inner functions share; empty if they are in {@code
 *     locals}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CodeObject(
    String name,
    int parameters,
    byte[] instructions,
    List<Object> constants,
    List<Object> names,
    List<Object> locals,
    List<Object> cells) {}
