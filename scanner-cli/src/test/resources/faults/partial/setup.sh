. "$CASES/functions.sh"
repository
git config uploadpack.allowFilter true
cd ..
git clone -q -n --filter=blob:none "file://$PWD/r" c
