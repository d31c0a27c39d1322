-- A plan once made for a change of one row is kept by its connection and served a change of a hundred thousand, where
-- holding each row before against each row after took longer than twenty minutes: rows are paired by hashing instead.
ALTER FUNCTION ansinh_history() SET enable_nestloop = off;
