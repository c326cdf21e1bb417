package dev.weir.document.sqlite;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import dev.weir.core.source.UnreadReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Walks the rows of one table: a tree of pages (<a
 * href="https://www.sqlite.org/fileformat2.html#b_tree_pages">format</a>, section 1.6). Rows that
 * are too long for a page go on in a chain of others.
 */
final class Tree {
  private static final int INTERIOR_INDEX = 2;
  private static final int INTERIOR_TABLE = 5;
  private static final int LEAF_INDEX = 10;
  private static final int LEAF_TABLE = 13;

  /** SQLite itself reads no deeper tree. */
  private static final int DEEPEST = 20;

  /** The longest row that is read, in bytes. */
  private static final int LONGEST = 100_000_000;

  private final Pages pages;
  private final DocumentText text;
  private final Rows rows;

  /** Receives the rows of a table, in its order. */
  interface Rows {
    /**
     * Receives a row.
     *
     * @param id the number of the row, or -1 in a table without numbers
     */
    void row(long id, Payload row) throws IOException, InterruptedException;

    /** Receives text that is left of deleted rows. */
    void deleted(byte[] left) throws IOException, InterruptedException;

    /** Receives the reason why a part of the table cannot be read. */
    void damaged(DocumentException why);
  }

  Tree(Pages pages, DocumentText text, Rows rows) {
    this.pages = pages;
    this.text = text;
    this.rows = rows;
  }

  /** Walks the tree with this root. */
  void walk(int root) throws IOException, InterruptedException {
    walk(root, 0);
  }

  private void walk(int number, int depth) throws IOException, InterruptedException {
    byte[] page;
    try {
      page = pages.take(number);
    } catch (DocumentException e) {
      rows.damaged(e);
      return;
    }
    text.count(0);
    int start = number == 1 ? Pages.HEADER : 0;
    int type = page[start];
    boolean isInterior = type == INTERIOR_INDEX || type == INTERIOR_TABLE;
    if ((!isInterior && type != LEAF_INDEX && type != LEAF_TABLE) || depth > DEEPEST) {
      rows.damaged(DocumentException.damaged("page " + number + " is no page of a table"));
      return;
    }
    int cells = Pages.number(page, start + 3, 2);
    int pointers = start + (isInterior ? 12 : 8);
    if (pointers + 2 * cells > pages.usable()) {
      rows.damaged(DocumentException.damaged("page " + number + " has too many rows"));
      return;
    }
    for (int i = 0; i < cells; i++) {
      int at = Pages.number(page, pointers + 2 * i, 2);
      if (at < pointers + 2 * cells || at >= pages.usable()) {
        rows.damaged(DocumentException.damaged("a row of page " + number + " is outside of it"));
        continue;
      }
      cell(page, type, at, depth);
    }
    if (isInterior) {
      walk(Pages.number(page, start + 8, 4), depth + 1);
    } else {
      deleted(page, start, pointers + 2 * cells);
    }
  }

  private void cell(byte[] page, int type, int start, int depth)
      throws IOException, InterruptedException {
    int at = start;
    if (type == INTERIOR_INDEX || type == INTERIOR_TABLE) {
      walk(Pages.number(page, at, 4), depth + 1);
      at += 4;
    }
    if (type == INTERIOR_TABLE) {
      return;
    }
    Varint size = Varint.at(page, at);
    Varint id = type == LEAF_TABLE ? Varint.at(page, size.end()) : new Varint(-1, size.end());
    try {
      rows.row(id.value(), payload(page, id.end(), size.value(), type == LEAF_TABLE));
    } catch (DocumentException e) {
      if (e.kind() == UnreadReason.UNPACK_LIMIT) {
        throw e;
      }
      rows.damaged(e);
    }
  }

  /** A number of one to nine bytes, and the offset behind it. */
  private record Varint(long value, int end) {
    static Varint at(byte[] bytes, int from) {
      long number = 0;
      for (int i = 0; i < 8; i++) {
        int b = Pages.number(bytes, from + i, 1);
        number = (number << 7) | (b & 0x7F);
        if (b < 0x80) {
          return new Varint(number, from + i + 1);
        }
      }
      return new Varint((number << 8) | Pages.number(bytes, from + 8, 1), from + 9);
    }
  }

  private Payload payload(byte[] page, int at, long size, boolean isTable)
      throws IOException, InterruptedException {
    if (size < 0 || size > LONGEST) {
      throw DocumentException.damaged("a row is longer than " + LONGEST + " bytes");
    }
    int usable = pages.usable();
    int most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    int length = (int) size;
    int local = length;
    if (length > most) {
      int least = (usable - 12) * 32 / 255 - 23;
      int fitting = least + (length - least) % (usable - 4);
      local = fitting <= most ? fitting : least;
    }
    if (at + local + (local < length ? 4 : 0) > usable) {
      throw DocumentException.damaged("a row reaches beyond its page");
    }
    // Grows page by page, so that a wrong length needs no memory.
    byte[] bytes = new byte[local];
    System.arraycopy(page, at, bytes, 0, local);
    if (local == length) {
      return new Payload(bytes);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes);
    int next = Pages.number(page, at + local, 4);
    while (all.size() < length) {
      byte[] more = pages.take(next);
      text.count(0);
      all.write(more, 4, Math.min(usable - 4, length - all.size()));
      next = Pages.number(more, 0, 4);
    }
    return new Payload(all.toByteArray());
  }

  /** Passes on what is left in the unused parts of a page. */
  private void deleted(byte[] page, int start, int from) throws IOException, InterruptedException {
    int content = Pages.number(page, start + 5, 2);
    int to = content == 0 ? pages.usable() : Math.min(content, pages.usable());
    if (to > from) {
      rows.deleted(pages.left(page, from, to));
    }
    // Each block begins with the offset of the next one, which is larger, and its own length.
    int block = Pages.number(page, start + 1, 2);
    int before = 0;
    while (block > before && block + 4 <= pages.usable()) {
      int end = Math.min(pages.usable(), block + Pages.number(page, block + 2, 2));
      if (end > block + 4) {
        rows.deleted(pages.left(page, block + 4, end));
      }
      before = block;
      block = Pages.number(page, block, 2);
    }
  }
}
