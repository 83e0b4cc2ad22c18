<?php
/** The settings page; `$settings` are the present ones. */

declare(strict_types=1);

namespace Newsgloss;

defined('ABSPATH') || exit;

$kinds = ['entities' => __('Names', 'newsgloss'), 'quotations' => __('Quotations', 'newsgloss'), 'terms' => __('Policy terms', 'newsgloss')];
?>
<div class="wrap">
<h1>Newsgloss</h1>
<form action="options.php" method="post" enctype="multipart/form-data">
<?php settings_fields(OPTION); ?>
<table class="form-table" role="presentation">
<tr><th scope="row"><label for="newsgloss-root"><?php esc_html_e('Selector of the article', 'newsgloss'); ?></label></th>
<td><input id="newsgloss-root" name="newsgloss[root]" class="regular-text" value="<?php echo esc_attr($settings['root']); ?>"></td></tr>
<tr><th scope="row"><?php esc_html_e('Show', 'newsgloss'); ?></th><td>
<?php foreach ($kinds as $kind => $label) : ?>
<label><input type="checkbox" name="newsgloss[kinds][]" value="<?php echo esc_attr($kind); ?>"<?php echo in_array($kind, $settings['kinds'], true) ? ' checked' : ''; ?>> <?php echo esc_html($label); ?></label><br>
<?php endforeach; ?></td></tr>
<tr><th scope="row"><?php esc_html_e('Download', 'newsgloss'); ?></th><td>
<label><input type="checkbox" name="newsgloss[profile]" value="lite"<?php echo $settings['profile'] === 'lite' ? ' checked' : ''; ?>> <?php esc_html_e('Smaller: fewer names', 'newsgloss'); ?></label></td></tr>
<tr><th scope="row"><label for="newsgloss-glossary"><?php esc_html_e('Glossary of your own (JSON)', 'newsgloss'); ?></label></th><td>
<input id="newsgloss-glossary" type="file" name="newsgloss_glossary" accept=".json,application/json">
<?php if ($settings['glossary'] !== '') : ?>
<p><?php echo esc_html(sprintf(/* translators: %s: a number */ __('%s bytes are in use.', 'newsgloss'), number_format_i18n(strlen($settings['glossary'])))); ?>
<label><input type="checkbox" name="newsgloss[no_glossary]" value="1"> <?php esc_html_e('Remove it', 'newsgloss'); ?></label></p>
<?php endif; ?></td></tr>
</table>
<?php submit_button(); ?>
</form>
</div>
