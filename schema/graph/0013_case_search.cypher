// Cases are found by parts of the customer's words.
CREATE FULLTEXT INDEX case_words IF NOT EXISTS FOR (n:Case) ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
