package dev.weir.git.files;

import org.eclipse.jgit.lib.ObjectLoader;

/** An object that the readers of a repository keep in memory for a while, so nobody else has to. */
public final class KeptObject extends ObjectLoader.SmallObject {
  KeptObject(ObjectFiles.Stored object) {
    super(object.type(), object.bytes());
  }
}
