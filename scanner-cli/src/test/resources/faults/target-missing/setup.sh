. "$CASES/functions.sh"
true
