. "$CASES/functions.sh"
repository
overwrite HEAD:g < /dev/null
