package dev.weir.document.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import dev.weir.document.value.PrintableRuns;
import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQLite databases: the rows of all tables, the statements that made these, and what is left
 * of deleted rows. Indexes are not read, because tables have the same values; nor is the log of
 * changes ({@code -wal}) beside the file.
 */
public final class DatabaseReader implements DocumentReader {
  private static final int SCHEMA_ROOT = 1;

  /** The most tables of a database. */
  private static final int MOST_TABLES = 100_000;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    return head.has(0, Pages.MAGIC) ? "an SQLite database" : null;
  }

  /** A table, as the first table of the database describes it. */
  private record Table(String name, int root, String sql) {
    String place() {
      return "table " + name;
    }
  }

  @Override
  public boolean showsText() {
    return false;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    Pages pages = new Pages(file);
    Schema schema = new Schema(pages.charset());
    new Tree(pages, text, schema).walk(SCHEMA_ROOT);
    text.add("schema", schema.statements.toByteArray());
    for (Table table : schema.tables) {
      new Tree(pages, text, new TableRows(table, pages, text)).walk(table.root);
    }
    free(pages, text);
    if (schema.failure != null) {
      throw schema.failure;
    }
  }

  /** Passes on what is left in pages that no table uses any more. */
  private static void free(Pages pages, DocumentText text)
      throws IOException, InterruptedException {
    int next = pages.firstFree();
    while (next != 0) {
      byte[] list = pages.take(next);
      int count = Pages.number(list, 4, 4);
      for (int i = 0; i < count && 8 + 4 * i + 4 <= pages.usable(); i++) {
        int number = Pages.number(list, 8 + 4 * i, 4);
        byte[] page = pages.take(number);
        text.add("deleted page " + number, pages.left(page, 0, pages.usable()));
      }
      next = Pages.number(list, 0, 4);
    }
  }

  /** Collects the tables. Its columns are type, name, table, root and sql. */
  private static final class Schema implements Tree.Rows {
    private final Charset charset;
    private final List<Table> tables = new ArrayList<>();
    private final ByteArrayOutputStream statements = new ByteArrayOutputStream();
    private @Nullable DocumentException failure;

    Schema(Charset charset) {
      this.charset = charset;
    }

    @Override
    public void row(long id, Payload row) throws DocumentException {
      String[] texts = new String[5];
      long root = 0;
      for (int i = 0; i < texts.length && row.next(); i++) {
        texts[i] = row.isText() ? row.text(charset) : "";
        root = row.isInteger() ? row.integer() : root;
      }
      String sql = texts[4] == null ? "" : texts[4];
      statements.writeBytes((sql + "\n").getBytes(UTF_8));
      if ("table".equals(texts[0]) && texts[1] != null && root > 0) {
        if (tables.size() >= MOST_TABLES) {
          throw DocumentException.limit("it has more than " + MOST_TABLES + " tables");
        }
        tables.add(new Table(texts[1], (int) Math.min(Integer.MAX_VALUE, root), sql));
      }
    }

    @Override
    public void deleted(byte[] left) {
      statements.writeBytes(left);
    }

    @Override
    public void damaged(DocumentException why) {
      failure = failure == null ? why : failure;
    }
  }

  /** Adds the rows of one table. */
  private static final class TableRows implements Tree.Rows {
    private final Table table;
    private final Pages pages;
    private final DocumentText text;
    private final RowText line = new RowText();
    private @Nullable Columns columns;
    private boolean isDamaged;
    private long count;

    TableRows(Table table, Pages pages, DocumentText text) {
      this.table = table;
      this.pages = pages;
      this.text = text;
    }

    @Override
    public void row(long id, Payload row) throws IOException, InterruptedException {
      Columns all = columns;
      if (all == null) {
        all = Columns.of(table.sql, id < 0 && count == 0);
        columns = all;
      }
      count++;
      line.clear();
      for (int i = 0; row.next(); i++) {
        String name = i < all.names().size() ? all.names().get(i) : "column " + (i + 1);
        if (row.isText()) {
          line.add(name, text(row));
        } else if (row.isBlob()) {
          blob(name, row);
        } else if (row.isInteger()) {
          line.add(name, String.valueOf(row.integer()));
        } else if (i == all.id()) {
          line.add(name, String.valueOf(id));
        }
      }
      text.add(table.place() + " row " + (id < 0 ? count : id), line.take());
    }

    private byte[] text(Payload row) {
      return pages.charset().equals(UTF_8)
          ? Arrays.copyOfRange(row.bytes(), row.from(), row.to())
          : row.text(pages.charset()).getBytes(UTF_8);
    }

    private void blob(String name, Payload row) {
      boolean isText = PrintableRuns.isText(row.bytes(), row.from(), row.to());
      byte[] value =
          isText
              ? Arrays.copyOfRange(row.bytes(), row.from(), row.to())
              : PrintableRuns.of(row.bytes(), row.from(), row.to());
      if (value.length > 0) {
        line.add(name, value);
      }
    }

    @Override
    public void deleted(byte[] left) throws IOException, InterruptedException {
      text.add(table.place() + " deleted rows", left);
    }

    // The first reason stands for all.
    @Override
    public void damaged(DocumentException why) {
      if (!isDamaged) {
        text.unread(table.place(), why);
        isDamaged = true;
      }
    }
  }
}
