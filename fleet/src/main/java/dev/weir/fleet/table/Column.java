package dev.weir.fleet.table;

/**
 * A column of a table.
 *
 * @param name in lower case, with underscores; no word that SQL reserves
 */
public record Column(String name, ColumnType type) {}
