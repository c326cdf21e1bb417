. "$CASES/functions.sh"
repository
for i in 1 2 3 4 5 6; do echo $i > n$i; done
git add .
truncate -s 300 .git/index
