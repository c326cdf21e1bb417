. "$CASES/functions.sh"
repository
truncate -s 40 .git/index
