. "$CASES/functions.sh"
repository
git branch side
: > .git/refs/heads/side
