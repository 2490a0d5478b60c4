-- Journal and conference papers on union work; one title counts once in a year.
-- Zero rows: units; union; 成果类型=期刊论文|会议交流论文
with papers as (
    select
        unit_code,
        published_on,
        unnest(['', '成果类型=' || item_type, '刊物=' || channel]) as segment,
        item_id,
        title
    from marts.media
    where item_type in ('期刊论文', '会议交流论文')
),
first_papers as (
    -- A paper read at a conference and then printed is one result, yet stands in both kinds' own lists.
    select *
    from papers
    qualify row_number() over (
        partition by year(published_on), segment, title
        order by published_on, item_id
    ) = 1
)
select
    first_papers.unit_code,
    months.month,
    first_papers.segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_papers on first_papers.published_on between months.year_start and months.month_end
group by all
