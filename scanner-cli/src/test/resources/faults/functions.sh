# What the cases have in common; each setup.sh reads it from $CASES.

# Makes a repository r of two commits, f that stays and g that grows, and enters it.
repository() {
  git init -q -b main "$@" r
  cd r
  echo plain > f
  echo one > g
  git add .
  git commit -qm one
  echo two >> g
  git add .
  git commit -qm two
}

# Prints where the loose object of a revision lies.
object() {
  name=$(git rev-parse "$1")
  echo ".git/objects/$(echo "$name" | cut -c1-2)/$(echo "$name" | cut -c3-)"
}

# Puts the text of standard input where the object of a revision lies.
overwrite() {
  file=$(object "$1")
  chmod +w "$file"
  cat > "$file"
}
