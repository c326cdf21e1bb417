package dev.weir.remedy;

/**
 * Where a secret store holds a value.
 *
 * @param scheme the kind of store, such as {@code vault}
 * @param name the path or name in the store
 * @param version the older version that has the value, or empty if the current one has it
 * @param field the name of the value in the secret, or empty
 * @param shown the place in words
 */
public record StoredSecret(
    String scheme, String name, String version, String field, String shown) {}
