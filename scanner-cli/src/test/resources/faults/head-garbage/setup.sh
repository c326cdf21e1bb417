. "$CASES/functions.sh"
repository
echo garbage > .git/HEAD
