-- A published piece, without its author.
select *
from staging.media
